import { isJsonObject } from '../core/json-object.js';
import { quotedUrl, shownUrl } from '../core/quoted-url.js';
import { issuerMetadataUrls } from '../core/well-known-urls.js';
import { safeUrlFault } from '../options/option-schemas.js';
import { FetchError } from '../outbound/fetch-error.js';
import { fetchJson } from '../outbound/guarded-fetch.js';
import type { FetchLimits } from '../outbound/request-json.js';

/** An issuer's metadata that must not be used. The text is for the log. */
export class DiscoveryError extends Error {
  override readonly name = 'DiscoveryError';
}

const limits: FetchLimits = { timeoutMs: 5_000, maxBytes: 512 * 1024 };

/**
 * Where an issuer says that its keys are (RFC 8414 §2, `jwks_uri`). Fails closed with a `DiscoveryError` where the
 * metadata is somebody else's or names no usable URL, and with a `FetchError` where it cannot be fetched.
 * @param issuer exactly as configured; it is compared letter by letter (RFC 8414 §3.3)
 */
export async function discoverJwksUri(issuer: string): Promise<string> {
  const { place, document } = await firstMetadata(issuer);
  if (!isJsonObject(document)) throw new DiscoveryError(`${place}: is no JSON object`);
  if (document['issuer'] !== issuer) {
    throw new DiscoveryError(`${place}: its issuer is ${shown(document['issuer'])}, not ${quotedUrl(issuer)}`);
  }
  const jwksUri = document['jwks_uri'];
  if (typeof jwksUri === 'string' && safeUrlFault(jwksUri) === undefined) return jwksUri;
  throw new DiscoveryError(`${place}: its jwks_uri is ${shown(jwksUri)}, which is no https URL`);
}

/** The first document that is there. Only "no such page" leads to the next place: another fault may hide the real one. */
async function firstMetadata(issuer: string): Promise<{ readonly place: string; readonly document: unknown }> {
  const urls = issuerMetadataUrls(issuer);
  for (const url of urls) {
    try {
      return { place: shownUrl(url), document: await fetchJson(url, limits) };
    } catch (error) {
      if (!isAbsence(error)) throw error;
    }
  }
  throw new DiscoveryError(`${quotedUrl(issuer)} publishes no metadata at any of ${urls.map(shownUrl).join(', ')}`);
}

/** Servers say 404, or by their access rules another 4xx, for a page that they do not have. */
function isAbsence(error: unknown): boolean {
  return error instanceof FetchError && error.status !== undefined && error.status >= 400 && error.status < 500;
}

/** A value out of a document as the log may have it: on one line, and short. */
function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  return (typeof value === 'string' ? quotedUrl(value) : JSON.stringify(value)).slice(0, 200);
}
