import { Inject, Injectable } from '@nestjs/common';
import type { OAuthError } from '../../core/errors/oauth-error.js';
import type { HttpReply } from '../../http/http-reply.js';
import { AuthorizationOutcomes } from '../authorize/authorization-outcomes.js';
import { SentRequests } from '../authorize/sent-requests.js';
import { Parameters } from '../requests/parameters.js';
import { errorReply } from './error-reply.js';
import { OAuthEndpoint, type EndpointRequest } from './oauth-endpoint.js';

/** The authorization endpoint (OAuth 2.1 §3.1). */
@Injectable()
export class AuthorizeEndpoint extends OAuthEndpoint {
  constructor(
    @Inject(SentRequests) private readonly sentRequests: SentRequests,
    @Inject(AuthorizationOutcomes) private readonly outcomes: AuthorizationOutcomes,
  ) {
    super();
  }

  async answer(request: EndpointRequest): Promise<HttpReply> {
    const { raw, query, body, origin } = request;
    const text = raw.method === 'POST' ? body : query;
    const sent = await this.sentRequests.read(Parameters.parse(text));
    const [path = ''] = (raw.url ?? '').split('?', 1);
    const outcome = await this.outcomes.of(sent, { request: raw, returnUrl: `${path}?${text}`, origin });
    return outcome.outcome === 'redirect' ? redirect(outcome.url) : errorReply(outcome.error, request, outcome.back);
  }

  override refuse(error: OAuthError, request: EndpointRequest): HttpReply {
    return errorReply(error, request);
  }
}

/** Never 307 or 308: those would send the form of a login on to the client (RFC 9700 §4.12). */
function redirect(url: string): HttpReply {
  return {
    status: 303,
    headers: { location: url, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    body: '',
  };
}
