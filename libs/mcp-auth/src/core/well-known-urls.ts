/** Where protected-resource metadata stands for a resource without a path (RFC 9728 §3). */
export const protectedResourcePath = '/.well-known/oauth-protected-resource';

/**
 * Path of the metadata of the resource at this path, by insertion between host and path (RFC 9728 §3.1): for `/mcp` it is
 * `/.well-known/oauth-protected-resource/mcp`; a lone final slash is dropped first.
 */
export function protectedResourceMetadataPath(resourcePath: string): string {
  return protectedResourcePath + resourcePath.replace(/\/$/, '');
}

/** Absolute URL of the metadata of a resource. */
export function protectedResourceMetadataUrl(resource: string): string {
  const { origin, pathname } = new URL(resource);
  return origin + protectedResourceMetadataPath(pathname);
}
