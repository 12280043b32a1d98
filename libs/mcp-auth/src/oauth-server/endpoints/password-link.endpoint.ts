import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../core/audit/audit-trail.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import type { HttpReply } from '../../http/http-reply.js';
import { PasswordLinks } from '../accounts/password-links.js';
import { minPasswordLength, passwordFault } from '../accounts/password-rules.js';
import type { Sentence } from '../pages/login.page.js';
import { Parameters } from '../requests/parameters.js';
import type { EndpointRequest } from './oauth-endpoint.js';
import { Pages, type Browser } from './pages.js';
import { PageEndpoint } from './page.endpoint.js';
import { passwordSentence } from './password-sentence.js';
import { redirectReply } from './redirect-reply.js';

/** Where a link leads that sets a password. */
@Injectable()
export class PasswordLinkEndpoint extends PageEndpoint {
  constructor(
    @Inject(Pages) pages: Pages,
    @Inject(PasswordLinks) private readonly links: PasswordLinks,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
  ) {
    super(pages);
  }

  answer(request: EndpointRequest): Promise<HttpReply> {
    if (request.raw.method === 'POST') return this.set(request);
    const query = Parameters.parse(request.query);
    query.refuseRepeated(query.names);
    return this.show(request, query.first('link'), this.pages.browserOf(request));
  }

  private async set(request: EndpointRequest): Promise<HttpReply> {
    const fields = this.pages.fields(request);
    const link = fields.first('link') ?? '';
    const browser = this.pages.check({ form: 'password', about: link }, fields, request);
    const account = await this.links.find(link);
    const password = fields.first('password') ?? '';
    const fault = passwordFault(password, [account.username, account.displayName ?? '', this.pages.serviceName]);
    if (fault !== undefined) return this.show(request, link, browser, passwordSentence(fault));
    await this.links.use(link, account, password);
    this.auditTrail.record('account_changed', { ...request.origin, subject: account.subject, change: 'password_set' });
    return redirectReply(this.pages.url('login', { done: 'password_set' }));
  }

  private async show(
    request: EndpointRequest,
    link: string | undefined,
    browser: Browser,
    problem?: Sentence,
  ): Promise<HttpReply> {
    if (link === undefined) throw new OAuthError('link_unusable');
    const { username } = await this.links.find(link);
    const view = {
      action: this.pages.url('passwordLink'),
      csrf: this.pages.csrf({ form: 'password', about: link }, browser, request),
      link,
      username,
      minLength: minPasswordLength,
      problem,
    };
    const status = problem === undefined ? 200 : 400;
    return this.pages.show('passwordLink', view, request, { status, cookies: browser.cookies });
  }
}
