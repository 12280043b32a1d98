import { Inject, Injectable } from '@nestjs/common';
import { OAuthError } from '../../core/errors/oauth-error.js';
import type { HttpReply } from '../../http/http-reply.js';
import { PasswordLinks } from '../accounts/password-links.js';
import { OwnParts } from '../login/own-parts.js';
import { LoginThrottle } from '../login/login-throttle.js';
import type { EndpointRequest } from './oauth-endpoint.js';
import { Pages } from './pages.js';
import { PageEndpoint } from './page.endpoint.js';

/** The page for who has forgotten their password. */
@Injectable()
export class PasswordForgottenEndpoint extends PageEndpoint {
  constructor(
    @Inject(Pages) pages: Pages,
    @Inject(LoginThrottle) private readonly throttle: LoginThrottle,
    @Inject(OwnParts) private readonly ownParts: OwnParts,
    @Inject(PasswordLinks) private readonly links: PasswordLinks,
  ) {
    super(pages);
  }

  async answer(request: EndpointRequest): Promise<HttpReply> {
    const { raw } = request;
    if (!(await this.ownParts.canMailLinks())) throw new OAuthError('page_unknown');
    if (raw.method !== 'POST') return this.show(request, 'asking');
    const fields = this.pages.fields(request);
    this.pages.check({ form: 'password', about: 'forgotten' }, fields, request);
    const username = fields.first('username');
    if (username === undefined) return this.show(request, 'asking');
    // Mails are counted as well: nobody fills the box of somebody else.
    await this.throttle.mail(raw, username);
    this.links.mail(username);
    return this.show(request, 'sent');
  }

  private show(request: EndpointRequest, state: 'asking' | 'sent'): HttpReply {
    const browser = this.pages.browserOf(request);
    const view = {
      action: this.pages.url('passwordForgotten'),
      csrf: this.pages.csrf({ form: 'password', about: 'forgotten' }, browser, request),
      loginUrl: this.pages.url('login'),
      state,
    };
    return this.pages.show('passwordForgotten', view, request, { cookies: browser.cookies });
  }

  protected override againUrl(): string {
    return this.pages.url('passwordForgotten');
  }
}
