import { Inject, Injectable } from '@nestjs/common';
import type { HttpReply } from '../../http/http-reply.js';
import { Accounts } from '../accounts/accounts.js';
import { AccountCredentials } from '../accounts/account-credentials.js';
import { AuthorizationOutcomes } from '../authorize/authorization-outcomes.js';
import { Login } from '../login/login.js';
import { LoginCompletion, type ProvenPerson } from '../login/login-completion.js';
import type { Sentence } from '../pages/login.page.js';
import { shownName } from '../pages/shown-name.js';
import type { Parameters } from '../requests/parameters.js';
import type { EndpointRequest } from './oauth-endpoint.js';
import { Pages, type Browser, type PageExtras } from './pages.js';
import { redirectReply } from './redirect-reply.js';

/** By what the query says; who is still logged in is not told otherwise. */
const notices: ReadonlyMap<string, Sentence> = new Map([
  ['logged_out', { key: 'login_logged_out' }],
  ['password_set', { key: 'login_password_set' }],
  ['confirm', { key: 'login_confirm' }],
]);

/** What a login page that is shown again knows. */
export interface LoginState {
  readonly interaction: string | undefined;
  readonly username?: string | undefined;
  readonly browser: Browser;
}

/** Pages on the way in, and where that way leads. */
@Injectable()
export class LoginPages {
  constructor(
    @Inject(Pages) private readonly pages: Pages,
    @Inject(Login) private readonly login: Login,
    @Inject(AuthorizationOutcomes) private readonly outcomes: AuthorizationOutcomes,
    @Inject(LoginCompletion) private readonly completion: LoginCompletion,
    @Inject(AccountCredentials) private readonly credentials: AccountCredentials,
    @Inject(Accounts) private readonly accounts: Accounts,
  ) {}

  async open(request: EndpointRequest, query: Parameters): Promise<HttpReply> {
    query.refuseRepeated(query.names);
    const interaction = query.first('interaction');
    const done = notices.get(query.first('done') ?? '');
    const mayBeIn = done?.key === 'login_confirm' || done?.key === 'login_password_set';
    if (interaction === undefined && !mayBeIn && (await this.isSomebody(request)))
      return redirectReply(this.pages.url('account'));
    const browser = this.pages.browserOf(request);
    return this.show(request, { interaction, browser }, { done }, { cookies: browser.cookies });
  }

  /** The page once more, with what went wrong. */
  again(request: EndpointRequest, state: LoginState, problem: Sentence): Promise<HttpReply> {
    return this.show(request, state, { problem }, { status: 400 });
  }

  throttled(request: EndpointRequest, state: LoginState, retryAfterSeconds: number): Promise<HttpReply> {
    const problem = { key: 'login_throttled', values: { seconds: retryAfterSeconds } } as const;
    return this.show(request, state, { problem }, { status: 429, retryAfterSeconds });
  }

  secondFactor(
    request: EndpointRequest,
    { interaction, browser, pending }: LoginState & { readonly pending: string },
    problem?: Sentence,
    extras?: PageExtras,
  ): HttpReply {
    const csrf = this.pages.csrf({ form: 'login', about: interaction }, browser, request);
    const action = this.pages.url('secondFactor');
    return this.pages.show('secondFactor', { action, csrf, interaction, pending, problem }, request, extras);
  }

  /** Lets somebody in, and on to where they wanted to go. @returns undefined where they may not come in any more */
  async done(
    request: EndpointRequest,
    interaction: string | undefined,
    person: ProvenPerson,
  ): Promise<HttpReply | undefined> {
    const account = await this.accounts.find(person.subject);
    const isCurrent = async () => account === undefined || (await this.accounts.isCurrent(account));
    const proven = { isCurrent, ...person, username: person.username ?? account?.username };
    const cookies = await this.completion.of(request.raw, proven, request.origin);
    if (cookies === undefined) return undefined;
    const next =
      interaction === undefined ? this.pages.url('account') : this.pages.url('continuation', { interaction });
    return redirectReply(next, cookies);
  }

  private async isSomebody({ raw }: EndpointRequest): Promise<boolean> {
    const returnUrl = this.pages.url('account');
    const question = { request: raw, returnUrl, loggedInSinceMs: undefined, loginHint: undefined };
    return (await this.login.identify(question)).who === 'user';
  }

  private async show(
    request: EndpointRequest,
    { interaction, username, browser }: LoginState,
    sentences: { readonly problem?: Sentence | undefined; readonly done?: Sentence | undefined },
    extras: PageExtras,
  ): Promise<HttpReply> {
    const context = { request: request.raw, browserSecret: browser.secret, origin: request.origin };
    const client = interaction === undefined ? undefined : await this.outcomes.waiting(interaction, context);
    const { passkey, forgotten } = await this.credentials.loginOffers(browser.secret);
    const view = {
      action: this.pages.url('login'),
      csrf: this.pages.csrf({ form: 'login', about: interaction }, browser, request),
      interaction,
      clientName: client && shownName(client.presentation.name ?? '', client.clientId).text,
      username,
      ...sentences,
      forgotten: forgotten && { how: forgotten, url: this.pages.url('passwordForgotten') },
      passkey,
    };
    return this.pages.show('login', view, request, extras);
  }
}
