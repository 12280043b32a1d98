import type { OAuthError } from '../../core/errors/oauth-error.js';
import type { HttpReply } from '../../http/http-reply.js';
import { OAuthEndpoint, type EndpointRequest } from './oauth-endpoint.js';
import type { Pages } from './pages.js';

/** An endpoint for people: it tells its refusals on a page. */
export abstract class PageEndpoint extends OAuthEndpoint {
  constructor(protected readonly pages: Pages) {
    super();
  }

  override refuse(error: OAuthError, request: EndpointRequest): HttpReply {
    return this.pages.refusal(error, request);
  }
}
