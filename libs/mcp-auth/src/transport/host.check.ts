import { isLoopback, isLoopbackHost } from '../core/resource-identifier.js';

/** `uri-host [":" port]` of RFC 9110 §7.2, without what a URL parser would put right. */
const hostHeader = /^([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Whether a `Host` is none, or another server's. The name is compared only for a resource on loopback: there a web page could reach the server
 * by rebinding its own name to 127.0.0.1 (DNS rebinding). Any loopback name is right, and ports do not matter, because a
 * rebound name is never one of these.
 */
export function isForeignHost(host: string | undefined, resource: string | undefined): boolean {
  const [, name] = hostHeader.exec(host ?? '') ?? [];
  if (name === undefined || !URL.canParse(`http://${host}`)) return true;
  if (resource === undefined || !isLoopback(new URL(resource))) return false;
  return !isLoopbackHost(name.toLowerCase());
}
