import { Inject, Injectable } from '@nestjs/common';
import { ServedResources } from '../../core/served-resources.js';
import type { HttpReply } from '../../http/http-reply.js';
import { AccountCredentials } from '../accounts/account-credentials.js';
import { ConnectedApplications } from '../accounts/connected-applications.js';
import { BrowserSessions } from '../login/browser-sessions.js';
import { Login } from '../login/login.js';
import { Users } from '../login/users.js';
import type { AccountPageView } from '../pages/account.page.js';
import { accountView } from './account-view.js';
import type { AccountActor } from './account-actions/account-action.js';
import type { EndpointRequest } from './oauth-endpoint.js';
import { Pages } from './pages.js';

/** Shows the account page. */
@Injectable()
export class AccountPages {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Login) private readonly login: Login,
    @Inject(BrowserSessions) private readonly sessions: BrowserSessions,
    @Inject(Users) private readonly users: Users,
    @Inject(ConnectedApplications) private readonly applications: ConnectedApplications,
    @Inject(AccountCredentials) private readonly credentials: AccountCredentials,
    @Inject(ServedResources) private readonly resources: ServedResources,
  ) {}

  /** Whose account it is; or where they log in first. */
  async actorOf(request: EndpointRequest): Promise<AccountActor | { readonly loginUrl: string }> {
    const { raw } = request;
    const returnUrl = this.pages.url('account');
    const question = { request: raw, returnUrl, loggedInSinceMs: undefined, loginHint: undefined };
    const verdict = await this.login.identify(question);
    if (verdict.who === 'nobody') return { loginUrl: verdict.loginUrl ?? this.pages.url('login') };
    const { subject } = verdict;
    const session = await this.sessions.of(raw);
    const own = session?.subject === subject ? session : undefined;
    const account = await this.credentials.accountOf(subject);
    return { subject, browser: this.pages.browserOf(request), session: own, account };
  }

  async show(
    request: EndpointRequest,
    actor: AccountActor,
    sentences: Pick<AccountPageView, 'problem' | 'done'>,
    status = 200,
  ): Promise<HttpReply> {
    const { subject, browser, session, account } = actor;
    const user = await this.users.find(subject);
    const view = accountView({
      page: {
        action: this.pages.url('account'),
        csrf: this.pages.csrf({ form: 'account' }, browser, request),
        person: user?.name ?? subject,
        username: account?.username,
        credentials: account && (await this.credentials.viewOf(account, browser.secret)),
        ...sentences,
      },
      applications: await this.applications.of(subject),
      sessions: await this.sessions.listOf(subject),
      session,
      resources: this.resources.list(),
    });
    return this.pages.show('account', view, request, { status, cookies: browser.cookies });
  }
}
