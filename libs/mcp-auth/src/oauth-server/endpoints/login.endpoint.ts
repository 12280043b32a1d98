import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../core/audit/audit-trail.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import type { HttpReply } from '../../http/http-reply.js';
import { PendingLogins } from '../accounts/pending-logins.js';
import { LoginThrottle } from '../login/login-throttle.js';
import { Users, type User } from '../login/users.js';
import { LoginPages, type LoginState } from './login-pages.js';
import type { EndpointRequest } from './oauth-endpoint.js';
import { Pages } from './pages.js';
import { PageEndpoint } from './page.endpoint.js';
import { Parameters } from '../requests/parameters.js';

/** The login page. */
@Injectable()
export class LoginEndpoint extends PageEndpoint {
  constructor(
    @Inject(Pages) pages: Pages,
    @Inject(LoginPages) private readonly loginPages: LoginPages,
    @Inject(LoginThrottle) private readonly throttle: LoginThrottle,
    @Inject(Users) private readonly users: Users,
    @Inject(PendingLogins) private readonly pending: PendingLogins,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
  ) {
    super(pages);
  }

  answer(request: EndpointRequest): Promise<HttpReply> {
    return request.raw.method === 'POST'
      ? this.logIn(request)
      : this.loginPages.open(request, Parameters.parse(request.query));
  }

  private async logIn(request: EndpointRequest): Promise<HttpReply> {
    const fields = this.pages.fields(request);
    const interaction = fields.first('interaction');
    const browser = this.pages.check({ form: 'login', about: interaction }, fields, request);
    const [username, password] = [fields.first('username'), fields.first('password')];
    const shown = { interaction, username, browser };
    if (username === undefined || password === undefined)
      return this.loginPages.again(request, shown, { key: 'login_incomplete' });
    const user = await this.verified(request, username, password).catch((error: unknown) => tooOften(error));
    if (typeof user === 'number') {
      this.auditTrail.record('oauth_request_refused', {
        ...request.origin,
        endpoint: 'login',
        reason: 'login_throttled',
      });
      return this.loginPages.throttled(request, shown, user);
    }
    if (user === undefined) return this.wrong(request, shown);
    const needsMore = await this.pending.begin(user.subject, browser.secret);
    const isCurrent = async () => (await this.users.isCurrent?.(user)) !== false;
    if (needsMore === undefined) {
      const person = { subject: user.subject, methods: ['pwd'], username, isCurrent } as const;
      return (await this.loginPages.done(request, interaction, person)) ?? this.wrong(request, shown);
    }
    if (await isCurrent()) return this.loginPages.secondFactor(request, { interaction, browser, pending: needsMore });
    await this.pending.finish(needsMore, browser.secret);
    return this.wrong(request, shown);
  }

  private wrong(request: EndpointRequest, shown: LoginState): Promise<HttpReply> {
    return this.loginPages.again(request, shown, { key: 'login_wrong' });
  }

  /** Counted before it is judged: tries at the same moment count each. */
  private async verified(request: EndpointRequest, username: string, password: string): Promise<User | undefined> {
    const attempt = await this.throttle.password(request.raw, username);
    const user = await this.users.verifyPassword?.({ username, password });
    if (user === undefined) this.auditTrail.record('login_refused', { ...request.origin, by: 'password' });
    else await this.throttle.turnedOutWell(attempt);
    return user;
  }

  protected override againUrl({ body }: EndpointRequest): string {
    return this.pages.url('login', { interaction: Parameters.parse(body).first('interaction') });
  }
}

/** Seconds to wait; every other error goes on. */
function tooOften(error: unknown): number {
  if (!(error instanceof OAuthError) || error.reason !== 'login_throttled') throw error;
  return Number(error.details['retryAfterSeconds']);
}
