import type { LookupAddress } from 'node:dns';
import { FetchError } from './fetch-error.js';
import { addressesOf, pinnedTo, type Addresses } from './pinned-address.js';
import { isPublicAddress } from './public-address.check.js';
import { requestDocument, type FetchDocument, type FetchJson } from './request-json.js';

/** One host that a test answers for, though no public address has it. */
export interface HostException {
  /** `host:port` as in `URL.host`. */
  readonly host: string;
  /** Where it is; no name server is asked. */
  readonly address: LookupAddress;
  /** PEM of the authority that signed its certificate. */
  readonly ca: string;
}

/** Makes the fetch for public documents. Only tests name an exception. */
export function publicFetch(exception?: HostException): FetchJson {
  const fetchDocument = publicDocumentFetch(exception);
  return async (url, limits) => (await fetchDocument(url, limits)).value;
}

/** The same, for who wants to know what came with a document. */
export function publicDocumentFetch(exception?: HostException): FetchDocument {
  return async (url, { timeoutMs, maxBytes }) => {
    const { href, hostname, host } = publicUrl(url);
    const deadline = AbortSignal.timeout(timeoutMs);
    const excepted = exception?.host === host ? exception : undefined;
    const addresses: Addresses = excepted ? [excepted.address] : await publicAddresses(href, hostname, deadline);
    const connect = { lookup: pinnedTo(addresses), ...(excepted && { ca: excepted.ca }) };
    return requestDocument(href, { deadline, maxBytes, connect });
  };
}

/**
 * Fetches a JSON document from a URL that nobody configured: it stood in a document or a token. Only https, only hosts
 * all of whose addresses are public, on an address that was checked, and no redirects.
 */
export const fetchPublicJson: FetchJson = publicFetch();

/** What is no such URL is not repeated: it may hold a password, or line breaks for the log. */
function publicUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === 'https:' && parsed.username === '' && parsed.password === '') return parsed;
  throw new FetchError('url_not_allowed', parsed === undefined ? 'no URL' : `${parsed.protocol}//${parsed.host}`);
}

/** Looks the host up, but not for longer than the deadline: the resolver itself has none. */
async function publicAddresses(url: string, hostname: string, deadline: AbortSignal): Promise<Addresses> {
  const expired = new Promise<never>((_, reject) => {
    deadline.addEventListener('abort', () => reject(new FetchError('timeout', url)), { once: true });
  });
  const found = await Promise.race([addressesOf(hostname), expired]).catch((cause: unknown) => {
    throw cause instanceof FetchError ? cause : new FetchError('unreachable', url, { cause });
  });
  const [first, ...others] = found;
  if (first === undefined) throw new FetchError('unreachable', url);
  if (!found.every(({ address }) => isPublicAddress(address))) throw new FetchError('address_not_public', url);
  return [first, ...others];
}
