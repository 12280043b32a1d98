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

const authorizationServer = '/.well-known/oauth-authorization-server';
const openIdConfiguration = '/.well-known/openid-configuration';

/**
 * Where an issuer's metadata may stand, in the order in which to ask: RFC 8414 §3.1 and OpenID Connect Discovery §4.1 put
 * it before and after the issuer's path, and real issuers do either. Without a path the last two are the same.
 */
export function issuerMetadataUrls(issuer: string): readonly string[] {
  const { origin, pathname } = new URL(issuer);
  return authorizationServerMetadataPaths(pathname.replace(/\/$/, '')).map((path) => origin + path);
}

/**
 * Where the metadata of the issuer with this path stands, in the order in which clients ask.
 * @param issuerPath empty for an issuer without one
 */
export function authorizationServerMetadataPaths(issuerPath: string): readonly string[] {
  const paths = [authorizationServer + issuerPath, issuerPath + openIdConfiguration, openIdConfiguration + issuerPath];
  return [...new Set(paths)];
}
