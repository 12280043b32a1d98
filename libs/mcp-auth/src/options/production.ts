import { isLoopback } from '../core/resource-identifier.js';

/**
 * A process is in production unless every resource and issuer that it names is a loopback URL. `NODE_ENV=production`
 * makes it stricter; nothing makes it laxer.
 */
export function isProduction(urls: readonly (string | undefined)[], nodeEnv: string | undefined): boolean {
  // One that is not set says nothing; its absence is a fault of its own.
  const named = urls.filter((url): url is string => url !== undefined && url !== '');
  return nodeEnv === 'production' || named.some((url) => !URL.canParse(url) || !isLoopback(new URL(url)));
}
