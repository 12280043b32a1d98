import { fetchJson } from '../outbound/guarded-fetch.js';
import { fetchPublicJson } from '../outbound/public-fetch.js';
import type { FetchJson } from '../outbound/request-json.js';
import { discoverJwksUri } from './issuer-discovery.js';
import { downloadKeys } from './jwks-download.js';
import type { VerificationKey } from './verification-key.js';

/**
 * Downloads the keys of an issuer of which only its name is configured. What its metadata names on its own host counts as
 * configured with it; another host is asked only if it is public.
 */
export async function downloadKeysOfIssuer(
  issuer: string,
  fetchPublic: FetchJson = fetchPublicJson,
): Promise<readonly VerificationKey[]> {
  const jwksUri = await discoverJwksUri(issuer);
  const ownHost = new URL(jwksUri).hostname === new URL(issuer).hostname;
  return downloadKeys(jwksUri, ownHost ? fetchJson : fetchPublic);
}
