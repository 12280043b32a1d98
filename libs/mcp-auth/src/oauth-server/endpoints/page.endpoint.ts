import type { OAuthError } from '../../core/errors/oauth-error.js';
import type { OAuthReason } from '../../core/errors/oauth-reasons.js';
import type { HttpReply } from '../../http/http-reply.js';
import { OAuthEndpoint, type EndpointRequest } from './oauth-endpoint.js';
import type { Pages } from './pages.js';

/** Refusals after which the page can be opened once more. */
const mended: ReadonlySet<OAuthReason> = new Set([
  'form_forged',
  'form_doubled',
  'form_incomplete',
  'person_changed',
  'login_over',
  'login_throttled',
]);

/** An endpoint for people: it tells its refusals on a page. */
export abstract class PageEndpoint extends OAuthEndpoint {
  constructor(protected readonly pages: Pages) {
    super();
  }

  override refuse(error: OAuthError, request: EndpointRequest): HttpReply {
    const againUrl = mended.has(error.reason) ? this.againUrl(request) : undefined;
    return this.pages.refusal(error, request, { againUrl });
  }

  /** Where the page is, for who has sent a form of it that cannot be taken. */
  protected againUrl(_request: EndpointRequest): string | undefined {
    return undefined;
  }
}
