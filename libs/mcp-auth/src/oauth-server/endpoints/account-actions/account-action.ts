import type { HttpReply } from '../../../http/http-reply.js';
import type { Browser } from '../../login/browsers.js';
import type { Account } from '../../model/account.js';
import type { BrowserSession } from '../../model/browser-session.js';
import type { Sentence } from '../../pages/login.page.js';
import type { Parameters } from '../../requests/parameters.js';
import type { EndpointRequest } from '../oauth-endpoint.js';

/** Somebody who wants something done with their account. */
export interface AccountActor {
  readonly subject: string;
  readonly browser: Browser;
  /** Absent where the application has a login of its own. */
  readonly session: BrowserSession | undefined;
  /** Absent where the application has people of its own. */
  readonly account: Account | undefined;
}

/** A form of the account page that was sent. */
export interface AccountForm {
  readonly request: EndpointRequest;
  readonly fields: Parameters;
  readonly actor: AccountActor;
}

/** What becomes of it: the account page, with a problem or none; or another answer. */
export type AccountActionEnd =
  | { readonly end: 'done' }
  | { readonly end: 'problem'; readonly problem: Sentence }
  | { readonly end: 'reply'; readonly reply: HttpReply };

/** One thing that people can do with their account. */
export abstract class AccountAction {
  /** Value of the field `action`. */
  abstract readonly name: string;
  /** Whether a login of some time ago is enough: what changes how people come in needs a new one. */
  abstract readonly needs: 'login' | 'recent_login';

  abstract run(form: AccountForm): Promise<AccountActionEnd>;
}

export const done: AccountActionEnd = { end: 'done' };
