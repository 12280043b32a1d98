import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../core/audit/audit-trail.js';
import type { HttpReply } from '../../http/http-reply.js';
import { BrowserSessions } from '../login/browser-sessions.js';
import { Users } from '../login/users.js';
import type { EndpointRequest } from './oauth-endpoint.js';
import { Pages } from './pages.js';
import { PageEndpoint } from './page.endpoint.js';
import { redirectReply } from './redirect-reply.js';

/** The logout page. */
@Injectable()
export class LogoutEndpoint extends PageEndpoint {
  constructor(
    @Inject(Pages) pages: Pages,
    @Inject(BrowserSessions) private readonly sessions: BrowserSessions,
    @Inject(Users) private readonly users: Users,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
  ) {
    super(pages);
  }

  async answer(request: EndpointRequest): Promise<HttpReply> {
    const { raw, origin } = request;
    const session = await this.sessions.of(raw);
    if (raw.method === 'POST') {
      this.pages.check({ form: 'logout' }, this.pages.fields(request), request);
      const cookie = await this.sessions.end(raw);
      if (session !== undefined)
        this.auditTrail.record('person_logged_out', { ...origin, subject: session.subject, where: 'here' });
      return redirectReply(this.pages.url('login', { done: 'logged_out' }), [cookie]);
    }
    if (session === undefined) return redirectReply(this.pages.url('login'));
    const browser = this.pages.browserOf(request);
    const user = await this.users.find(session.subject);
    const view = {
      action: this.pages.url('logout'),
      csrf: this.pages.csrf({ form: 'logout' }, browser, request),
      person: user?.name ?? session.subject,
    };
    return this.pages.show('logout', view, request, { cookies: browser.cookies });
  }

  protected override againUrl(): string {
    return this.pages.url('logout');
  }
}
