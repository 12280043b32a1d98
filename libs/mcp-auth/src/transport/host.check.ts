import { isLoopback } from '../core/resource-identifier.js';

/**
 * Whether a `Host` is another server's. Only a resource on loopback is checked: there a web page could reach the server
 * by rebinding its own name to 127.0.0.1 (DNS rebinding). Any loopback name is right, and ports do not matter, because a
 * rebound name is never one of these.
 */
export function isForeignHost(host: string | undefined, resource: string): boolean {
  if (!isLoopback(new URL(resource))) return false;
  const url = `http://${host ?? ''}`;
  return host === undefined || !URL.canParse(url) || !isLoopback(new URL(url));
}
