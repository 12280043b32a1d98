import { OAuthError } from '../../../core/errors/oauth-error.js';
import { isPublicHttpsUrl } from '../../../outbound/public-https-url.js';
import type { DescribedClient } from './registration-rule.js';

/** Members of a JSON Web Key that only its owner may know (RFC 7518 §6). */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** Public keys, in one place, where there is something to sign (RFC 7591 §2). Nothing is fetched for it. */
export function checkKeys({ metadata: { jwks, jwksUri }, client }: DescribedClient): void {
  if (jwks !== undefined && jwksUri !== undefined) throw unusable('jwks_uri');
  if (jwks?.keys.some((key) => privateMembers.some((name) => name in key)) === true) throw unusable('jwks');
  if (jwksUri !== undefined && !isPublicHttpsUrl(jwksUri)) throw unusable('jwks_uri');
  if (client.authenticationMethod === 'private_key_jwt' && client.keys === undefined) throw unusable('jwks');
}

function unusable(member: string): OAuthError {
  return new OAuthError('client_metadata_unusable', { member });
}
