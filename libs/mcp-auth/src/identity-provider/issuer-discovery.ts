import { isJsonObject } from '../core/json-object.js';
import { quotedUrl, shownUrl } from '../core/quoted-url.js';
import type { Ask, Outbound } from '../core/outbound.js';
import { issuerMetadataUrls } from '../core/well-known-urls.js';
import { webUrlFault } from '../options/option-schemas.js';
import { FetchError } from '../outbound/fetch-error.js';
import { fetchJson, type DocumentLimits } from '../outbound/json-document.js';

/** An issuer's metadata that must not be used. The text is for the log. */
export class DiscoveryError extends Error {
  override readonly name = 'DiscoveryError';
}

const limits: DocumentLimits = { timeoutMs: 5_000, maxBytes: 512 * 1024 };

/** The metadata of an issuer, as far as somebody has checked it. */
export type IssuerMetadata = Readonly<Record<string, unknown>>;

/**
 * What an issuer says of itself (RFC 8414 §2, OpenID Connect Discovery §3). Fails closed with a `DiscoveryError` where the
 * metadata is somebody else's, and with a `FetchError` where it cannot be fetched.
 * @param issuer exactly as configured; it is compared letter by letter (RFC 8414 §3.3)
 */
export async function discoverMetadata(issuer: string, { configured }: Outbound): Promise<IssuerMetadata> {
  const { place, document } = await firstMetadata(issuer, configured);
  if (!isJsonObject(document)) throw new DiscoveryError(`${place}: is no JSON object`);
  if (document['issuer'] === issuer) return document;
  throw new DiscoveryError(`${place}: its issuer is ${shown(document['issuer'])}, not ${quotedUrl(issuer)}`);
}

/** A URL that the metadata of an issuer names under this name; a `DiscoveryError` where it names none that is safe to ask. */
export function namedUrl(issuer: string, metadata: IssuerMetadata, name: string): string {
  const url = metadata[name];
  // Plain http is let through for the hosts that may be asked so; who asks looks at it again.
  if (typeof url === 'string' && webUrlFault(url) === undefined) return url;
  throw new DiscoveryError(`${quotedUrl(issuer)}: its ${name} is ${shown(url)}, which is no https URL`);
}

/** The first document that is there. Only "no such page" leads to the next place: another fault may hide the real one. */
async function firstMetadata(
  issuer: string,
  ask: Ask,
): Promise<{ readonly place: string; readonly document: unknown }> {
  const urls = issuerMetadataUrls(issuer);
  for (const url of urls) {
    try {
      return { place: shownUrl(url), document: await fetchJson(ask, url, limits) };
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
