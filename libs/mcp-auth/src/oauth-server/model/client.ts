/** How a client proves at the token endpoint that it is itself (RFC 7591 §2, `token_endpoint_auth_method`). */
export type ClientAuthenticationMethod = 'none' | 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt';

/** Where a client is known from; the first that knows an id wins. */
export type ClientOrigin = 'configured' | 'stored' | 'registered' | 'document';

/** An OAuth client, as RFC 7591 §2 describes it. */
export interface Client {
  readonly clientId: string;
  readonly origin: ClientOrigin;
  /** A client that is switched off is to the outside one that never was. */
  readonly status: 'active' | 'disabled';
  readonly authenticationMethod: ClientAuthenticationMethod;
  /** Further methods that it left to the server to choose from. */
  readonly alternativeMethods?: readonly ClientAuthenticationMethod[] | undefined;
  readonly secrets: readonly ClientSecret[];
  readonly keys?: ClientKeys | undefined;
  readonly redirectUris: readonly string[];
  readonly grantTypes: readonly string[];
  /** Scopes that it may have at most; absent: all that the resource has. */
  readonly scopes?: readonly string[] | undefined;
  /** What it said at registration that it would ask for. No bound: a tool may need more later, and the person decides. */
  readonly askedScopes?: readonly string[] | undefined;
  readonly applicationType?: 'web' | 'native' | undefined;
  readonly presentation: ClientPresentation;
}

/** What a client says of itself to people. Nobody has checked it. */
export interface ClientPresentation {
  readonly name?: string | undefined;
  readonly uri?: string | undefined;
  readonly logoUri?: string | undefined;
  readonly policyUri?: string | undefined;
  readonly termsUri?: string | undefined;
  readonly contacts?: readonly string[] | undefined;
  readonly softwareId?: string | undefined;
  readonly softwareVersion?: string | undefined;
}

/** A secret, of which only the digest is kept; two are good while one takes the place of the other. */
export interface ClientSecret {
  /** SHA-256, lower-case hex. */
  readonly digest: string;
  /** Milliseconds since the epoch; absent: it does not expire. */
  readonly expiresAtMs?: number | undefined;
}

/** Public keys with which a client signs its assertions (RFC 7517). */
export type ClientKeys =
  | { readonly from: 'jwks'; readonly keys: readonly Readonly<Record<string, unknown>>[] }
  | { readonly from: 'jwks_uri'; readonly uri: string };

/** Whether a client can keep a secret (OAuth 2.1 §2.1). */
export function confidentialityOf({ authenticationMethod }: Client): 'public' | 'confidential' {
  return authenticationMethod === 'none' ? 'public' : 'confidential';
}
