import type { OAuthError } from '../../core/errors/oauth-error.js';
import { oauthRefusalOf } from '../../core/errors/oauth-reasons.js';
import { jsonReply, type HttpReply } from '../../http/http-reply.js';

/** After so long it is worth to try again. */
const retryAfterSeconds = 5;

/**
 * A refusal as OAuth wants it (RFC 6749 §5.2).
 * @param usedHeader whether the client authenticated by header, whose scheme it is then told
 */
export function oauthErrorReply(
  { reason, details }: OAuthError,
  correlationId: string,
  usedHeader: 'used_header' | 'used_none' = 'used_none',
): HttpReply {
  const { code, status, text } = oauthRefusalOf(reason);
  const wait = details['retryAfterSeconds'] ?? retryAfterSeconds;
  return jsonReply(
    status,
    { error: code, error_description: text, correlation_id: correlationId },
    {
      ...(status === 401 && challengeFor(code, usedHeader)),
      ...((status === 503 || status === 429) && { 'retry-after': String(wait) }),
    },
  );
}

function challengeFor(code: string, usedHeader: 'used_header' | 'used_none'): Readonly<Record<string, string>> {
  if (code === 'invalid_token') return { 'www-authenticate': 'Bearer error="invalid_token"' };
  return usedHeader === 'used_header' ? { 'www-authenticate': 'Basic realm="oauth"' } : {};
}
