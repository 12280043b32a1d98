import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import { isLoopback } from '../core/resource-identifier.js';

/**
 * A process is in production unless every resource and issuer that it names is a loopback URL. `NODE_ENV=production`
 * makes it stricter; nothing makes it laxer.
 */
export function isProduction(urls: readonly string[], nodeEnv: string | undefined): boolean {
  return nodeEnv === 'production' || urls.some((url) => !URL.canParse(url) || !isLoopback(new URL(url)));
}

/** A URL that we or our clients will ask: https, or plain http on loopback. */
export function urlProblem(path: string, url: string): readonly ConfigurationProblem[] {
  if (!URL.canParse(url)) return [{ path, message: `"${url}" is not an absolute URL` }];
  const { protocol, username, password } = new URL(url);
  if (username !== '' || password !== '') return [{ path, message: 'must not contain a user name or password' }];
  if (protocol === 'https:' || (protocol === 'http:' && isLoopback(new URL(url)))) return [];
  return [{ path, message: `"${url}" must be an https URL (plain http is for loopback only)` }];
}
