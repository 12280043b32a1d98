/** What the metadata of a protected resource is made of. */
export interface ResourceDescription {
  readonly resource: string;
  /** Issuer identifiers, the one that every client can use first. */
  readonly authorizationServers: readonly string[];
  readonly offeredScopes: readonly string[];
  readonly name?: string;
  readonly documentationUrl?: string;
}

/** The document of RFC 9728 §2. Members without a value are left out, as §3.2 demands. */
export function protectedResourceMetadata(description: ResourceDescription): Readonly<Record<string, unknown>> {
  const { resource, authorizationServers, offeredScopes, name, documentationUrl } = description;
  // A refresh token is the client's own affair with its authorization server, never a scope of a resource.
  const scopes = offeredScopes.filter((scope) => scope !== 'offline_access');
  return {
    resource,
    authorization_servers: authorizationServers,
    ...(scopes.length > 0 && { scopes_supported: scopes }),
    bearer_methods_supported: ['header'],
    ...(name !== undefined && { resource_name: name }),
    ...(documentationUrl !== undefined && { resource_documentation: documentationUrl }),
  };
}
