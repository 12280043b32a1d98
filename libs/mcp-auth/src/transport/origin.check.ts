import { isLoopback } from '../core/resource-identifier.js';

/**
 * Whether a browser page of this origin may call the endpoint (MCP: streamable HTTP, security warning). Requests without
 * an origin do not come from a page. A resource on loopback also serves pages on loopback, such as local inspectors.
 */
export function isOriginAllowed(
  origin: string | undefined,
  { resource, allowedOrigins }: { readonly resource?: string | undefined; readonly allowedOrigins: readonly string[] },
): boolean {
  if (origin === undefined) return true;
  // RFC 6454 §6.2: an origin is scheme, host and port, and nothing else.
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) return false;
  if (allowedOrigins.includes(origin)) return true;
  if (resource === undefined) return false;
  const home = new URL(resource);
  return origin === home.origin || (isLoopback(home) && isLoopback(new URL(origin)));
}
