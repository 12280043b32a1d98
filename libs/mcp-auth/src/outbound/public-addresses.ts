import { FetchError } from './fetch-error.js';
import { addressesOf, type Addresses } from './pinned-address.js';
import { isPublicAddress } from './public-address.check.js';

/**
 * The addresses of a URL's host, all of them public. The look-up lasts no longer than the deadline: the resolver itself has
 * none.
 */
export async function publicAddresses(url: string, deadline: AbortSignal): Promise<Addresses> {
  const expired = new Promise<never>((_, reject) => {
    deadline.addEventListener('abort', () => reject(new FetchError('timeout', url)), { once: true });
  });
  const found = await Promise.race([addressesOf(new URL(url).hostname), expired]).catch((cause: unknown) => {
    throw cause instanceof FetchError ? cause : new FetchError('unreachable', url, { cause });
  });
  const [first, ...others] = found;
  if (first === undefined) throw new FetchError('unreachable', url);
  if (!found.every(({ address }) => isPublicAddress(address))) throw new FetchError('address_not_public', url);
  return [first, ...others];
}
