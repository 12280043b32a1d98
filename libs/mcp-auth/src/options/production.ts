import { isLoopback } from '../core/resource-identifier.js';

/**
 * A process is in production unless every resource and issuer that it names is a loopback URL. `NODE_ENV=production`
 * makes it stricter; nothing makes it laxer.
 */
export function isProduction(urls: readonly string[], nodeEnv: string | undefined): boolean {
  return nodeEnv === 'production' || urls.some((url) => !URL.canParse(url) || !isLoopback(new URL(url)));
}
