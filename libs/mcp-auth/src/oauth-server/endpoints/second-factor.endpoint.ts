import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../core/audit/audit-trail.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import type { HttpReply } from '../../http/http-reply.js';
import { PendingLogins } from '../accounts/pending-logins.js';
import { SecondFactors } from '../accounts/second-factors.js';
import { LoginThrottle } from '../login/login-throttle.js';
import { LoginPages } from './login-pages.js';
import { Parameters } from '../requests/parameters.js';
import type { EndpointRequest } from './oauth-endpoint.js';
import { Pages } from './pages.js';
import { PageEndpoint } from './page.endpoint.js';

/** The second step of a login. */
@Injectable()
export class SecondFactorEndpoint extends PageEndpoint {
  constructor(
    @Inject(Pages) pages: Pages,
    @Inject(LoginPages) private readonly loginPages: LoginPages,
    @Inject(LoginThrottle) private readonly throttle: LoginThrottle,
    @Inject(PendingLogins) private readonly pendingLogins: PendingLogins,
    @Inject(SecondFactors) private readonly secondFactors: SecondFactors,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
  ) {
    super(pages);
  }

  async answer(request: EndpointRequest): Promise<HttpReply> {
    const fields = this.pages.fields(request);
    const interaction = fields.first('interaction');
    const browser = this.pages.check({ form: 'login', about: interaction }, fields, request);
    const [pending, code] = [fields.first('pending'), fields.first('code')];
    if (pending === undefined) throw new OAuthError('form_incomplete', { field: 'pending' });
    const subject = await this.pendingLogins.subjectOf(pending, browser.secret);
    if (subject === undefined) throw new OAuthError('login_over');
    const attempt = await this.throttle.factor(subject);
    if (code === undefined || !(await this.secondFactors.accepts(subject, code))) {
      this.auditTrail.record('login_refused', { ...request.origin, by: 'second_factor', subject });
      const state = { interaction, browser, pending };
      return this.loginPages.secondFactor(request, state, { key: 'factor_wrong' }, { status: 400 });
    }
    await this.throttle.turnedOutWell(attempt);
    if (!(await this.pendingLogins.finish(pending, browser.secret))) throw new OAuthError('login_over');
    const reply = await this.loginPages.done(request, interaction, { subject, methods: ['pwd', 'otp'] });
    if (reply === undefined) throw new OAuthError('login_over');
    return reply;
  }

  protected override againUrl({ body }: EndpointRequest): string {
    return this.pages.url('login', { interaction: Parameters.parse(body).first('interaction') });
  }
}
