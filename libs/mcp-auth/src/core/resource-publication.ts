/** What clients are told about a protected resource beyond its identifier (RFC 9728 §2). */
export interface ResourcePublication {
  /** Issuer identifiers, the one that every client can use first. */
  readonly authorizationServers: readonly string[];
  /** Name of the service for people. */
  readonly resourceName?: string | undefined;
  readonly documentationUrl?: string | undefined;
  /** Whether the document also stands at the origin's root, for clients that look only there. */
  readonly rootAlias: 'on' | 'off';
  /** Scopes that clients have to ask for besides those of the resource, in the form that the authorization server has. */
  readonly furtherScopes?: readonly string[] | undefined;
}
