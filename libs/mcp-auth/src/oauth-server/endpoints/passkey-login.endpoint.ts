import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../core/audit/audit-trail.js';
import type { HttpReply } from '../../http/http-reply.js';
import { Passkeys } from '../accounts/passkeys.js';
import { Users } from '../login/users.js';
import { LoginPages } from './login-pages.js';
import { Parameters } from '../requests/parameters.js';
import type { EndpointRequest } from './oauth-endpoint.js';
import { Pages } from './pages.js';
import { PageEndpoint } from './page.endpoint.js';

/** The login with a passkey. */
@Injectable()
export class PasskeyLoginEndpoint extends PageEndpoint {
  constructor(
    @Inject(Pages) pages: Pages,
    @Inject(LoginPages) private readonly loginPages: LoginPages,
    @Inject(Passkeys) private readonly passkeys: Passkeys,
    @Inject(Users) private readonly users: Users,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
  ) {
    super(pages);
  }

  async answer(request: EndpointRequest): Promise<HttpReply> {
    const fields = this.pages.fields(request);
    const interaction = fields.first('interaction');
    const browser = this.pages.check({ form: 'login', about: interaction }, fields, request);
    const subject = await this.passkeys.subjectOf(fields.first('credential') ?? '', browser.secret);
    const user = subject === undefined ? undefined : await this.users.find(subject);
    const reply =
      user && (await this.loginPages.done(request, interaction, { subject: user.subject, methods: ['hwk'] }));
    if (reply !== undefined) return reply;
    this.auditTrail.record('login_refused', {
      ...request.origin,
      by: 'passkey',
      ...(subject !== undefined && { subject }),
    });
    return this.loginPages.again(request, { interaction, browser }, { key: 'login_passkey_wrong' });
  }

  protected override againUrl({ body }: EndpointRequest): string {
    return this.pages.url('login', { interaction: Parameters.parse(body).first('interaction') });
  }
}
