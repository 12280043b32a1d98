import { Inject, Injectable } from '@nestjs/common';
import type { OAuthError } from '../../core/errors/oauth-error.js';
import type { HttpReply } from '../../http/http-reply.js';
import { Browsers, type Browser } from '../login/browsers.js';
import { pageUrl, type PagePath } from '../model/page-paths.js';
import type { PageName, PageView } from '../pages/index.js';
import type { Parameters } from '../requests/parameters.js';
import type { EndpointRequest } from './oauth-endpoint.js';
import { PageForms, type FormIdentity } from './page-forms.js';
import { PageReplies, type PageExtras, type WaysOut } from './page-replies.js';
import { PageSettings } from './page.settings.js';

export type { Browser, PageExtras };

/** Shows pages to browsers, and takes the forms that come back. */
@Injectable()
export class Pages {
  constructor(
    @Inject(PageSettings) private readonly settings: PageSettings,
    @Inject(Browsers) private readonly browsers: Browsers,
    @Inject(PageForms) private readonly forms: PageForms,
    @Inject(PageReplies) private readonly replies: PageReplies,
  ) {}

  get serviceName(): string {
    return this.settings.serviceName;
  }

  /** The path of a page on this host, with what it is about. */
  url(page: PagePath, query?: Readonly<Record<string, string | undefined>>): string {
    return pageUrl(this.settings.issuer, page, query);
  }

  /** The browser; one that is new has to be given its cookies. */
  browserOf({ raw }: EndpointRequest): Browser {
    return this.browsers.knownOrNew(raw);
  }

  /** What tells this browser from all others; undefined where it brought nothing. */
  browserSecretOf({ raw }: EndpointRequest): string | undefined {
    return this.browsers.secretOf(raw);
  }

  /** The value that protects a form which is shown. */
  csrf(form: FormIdentity, browser: Pick<Browser, 'secret'>, request: EndpointRequest): string {
    return this.forms.csrf(form, browser, request);
  }

  /** The fields of a form that was sent. @throws OAuthError where one is doubled */
  fields(request: EndpointRequest, repeatable?: readonly string[]): Parameters {
    return this.forms.fields(request, repeatable);
  }

  /** @returns the browser that sent it @throws OAuthError where it did not come from the page that this browser has open */
  check(form: FormIdentity, fields: Parameters, request: EndpointRequest): Browser {
    return this.forms.check(form, fields, request);
  }

  show<Name extends PageName>(
    name: Name,
    view: PageView<Name>,
    { raw }: EndpointRequest,
    extras?: PageExtras,
  ): HttpReply {
    return this.replies.show(name, view, raw, extras);
  }

  /** Tells a person of a refusal. */
  refusal(error: OAuthError, request: EndpointRequest, ways?: WaysOut): HttpReply {
    return this.replies.refusal(error, request, ways);
  }
}
