import type { Outbound } from '../core/outbound.js';
import { discoverMetadata, namedUrl } from './issuer-discovery.js';
import { downloadKeys } from './jwks-download.js';
import type { VerificationKey } from './verification-key.js';

/**
 * Downloads the keys of an issuer of which only its name is configured. What its metadata names on its own host counts as
 * configured with it; another host is asked only if it is public, or listed by the operator.
 */
export async function downloadKeysOfIssuer(issuer: string, outbound: Outbound): Promise<readonly VerificationKey[]> {
  const jwksUri = namedUrl(issuer, await discoverMetadata(issuer, outbound), 'jwks_uri');
  return downloadKeys(jwksUri, outbound.namedBy(issuer, jwksUri));
}
