import type { ServedResource } from '../../core/served-resources.js';
import type { ConnectedApplication } from '../accounts/connected-applications.js';
import type { BrowserSession } from '../model/browser-session.js';
import type { AccountPageView } from '../pages/account.page.js';
import { shownName } from '../pages/shown-name.js';
import { browserName } from './browser-name.js';
import { scopeWords } from './consent-view.js';

/** What is known of a person, for their own eyes. */
export interface AccountFacts {
  readonly page: Omit<AccountPageView, 'applications' | 'sessions'>;
  readonly applications: readonly ConnectedApplication[];
  readonly sessions: readonly BrowserSession[];
  readonly session: BrowserSession | undefined;
  readonly resources: readonly ServedResource[];
}

/** What the account page shows. Pure. */
export function accountView({ page, applications, sessions, session, resources }: AccountFacts): AccountPageView {
  return {
    ...page,
    applications: applications.map(({ clientId, client, scopes, allowedAtMs, lastUsedAtMs }) => {
      const name = shownName(client?.presentation.name ?? '', clientId);
      const words = scopes.map((scope) => scopeWords(scope, resources));
      return { clientId, name, scopes: words, allowedAtMs, lastUsedAtMs };
    }),
    sessions: sessions.map(({ digest, userAgent, lastSeenAtMs }) => {
      return { digest, browser: browserName(userAgent), lastSeenAtMs, isThisOne: digest === session?.digest };
    }),
  };
}
