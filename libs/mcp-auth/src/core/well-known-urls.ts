/** Paths of RFC 9728 §3 and RFC 8414 §3. */
export const wellKnownPaths = {
  protectedResource: '/.well-known/oauth-protected-resource',
  authorizationServer: '/.well-known/oauth-authorization-server',
} as const;

/**
 * Path of a well-known document by insertion between host and path (RFC 9728 §3.1, RFC 8414 §3.1): for `/mcp` it is
 * `/.well-known/oauth-protected-resource/mcp`; a lone final slash is dropped first.
 */
export function insertedPath(wellKnownPath: string, identifier: string): string {
  return wellKnownPath + new URL(identifier).pathname.replace(/\/$/, '');
}

/** Absolute URL of the protected-resource metadata of a resource (RFC 9728 §3.1). */
export function protectedResourceMetadataUrl(resource: string): string {
  return new URL(resource).origin + insertedPath(wellKnownPaths.protectedResource, resource);
}
