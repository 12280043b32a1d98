import type { OAuthError } from '../../core/errors/oauth-error.js';
import { oauthRefusalOf } from '../../core/errors/oauth-reasons.js';
import type { HttpReply } from '../../http/http-reply.js';
import { errorPage, type ErrorPageView } from '../pages/error.page.js';
import { pageHeaders } from '../pages/page-policy.js';
import type { EndpointRequest } from './oauth-endpoint.js';
import { oauthErrorReply } from './oauth-reply.js';

/** Tells a person of a refusal that the client must not be told; what asks for JSON gets JSON. */
export function errorReply(
  error: OAuthError,
  { raw, origin }: EndpointRequest,
  back?: ErrorPageView['back'],
): HttpReply {
  const { correlationId } = origin;
  const json = oauthErrorReply(error, correlationId);
  if (wantsJsonOnly(raw.headers.accept)) return json;
  const { text } = oauthRefusalOf(error.reason);
  const body = errorPage({ message: text, correlationId, back });
  const { 'retry-after': retryAfter } = json.headers;
  // A page is for people: 401 would have their browser ask for a password.
  const status = json.status === 401 ? 400 : json.status;
  return { status, headers: { ...pageHeaders, ...(retryAfter !== undefined && { 'retry-after': retryAfter }) }, body };
}

function wantsJsonOnly(accept = ''): boolean {
  return accept.includes('application/json') && !accept.includes('text/html');
}
