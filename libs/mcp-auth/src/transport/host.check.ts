import { isLoopback } from '../core/resource-identifier.js';

/**
 * Why a `Host` is not this server's, in words that name the right URL. Only a resource on loopback is checked: there a
 * web page could reach the server by rebinding its own name to 127.0.0.1 (DNS rebinding). Any loopback name is right,
 * and ports do not matter, because a rebound name is never one of these.
 */
export function foreignHost(host: string | undefined, resource: string): string | undefined {
  if (!isLoopback(new URL(resource))) return undefined;
  const url = `http://${host ?? ''}`;
  if (host !== undefined && URL.canParse(url) && isLoopback(new URL(url))) return undefined;
  return `This server is not reachable under that Host; use ${resource}`;
}
