import { OAuthError } from '../../core/errors/oauth-error.js';
import { isJsonObject } from '../../core/json-object.js';
import type { ClientCredentials } from '../requests/client-credentials.js';

/**
 * The client that an assertion claims to be of (RFC 7523 §3, `sub`). Nothing of it is believed yet.
 * @throws OAuthError where it names none
 */
export function assertedClientId({ clientId, assertion }: Extract<ClientCredentials, { by: 'assertion' }>): string {
  const claims = claimsOf(assertion);
  const subject = claims?.['sub'];
  if (typeof subject !== 'string' || subject === '') {
    throw new OAuthError('client_assertion_refused', { cause: 'sub' });
  }
  if (clientId !== undefined && clientId !== subject) throw new OAuthError('client_id_differs');
  return subject;
}

function claimsOf(assertion: string): Readonly<Record<string, unknown>> | undefined {
  const [, payload = ''] = assertion.split('.');
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return isJsonObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}
