/** One token, and who calls with it. Either `sha256` or `token` says which. */
export interface StaticToken {
  /** SHA-256 of the whole token, prefix included: 64 hexadecimal digits, or 43 characters of base64url. */
  readonly sha256?: string;
  /** The token itself, of at least 32 characters. Production refuses it: whoever reads the options could use it. */
  readonly token?: string;
  /** Who calls. */
  readonly subject: string;
  /** The client that holds the token. */
  readonly clientId?: string;
  /** What the caller may. Default: nothing that needs a scope. */
  readonly scopes?: readonly string[];
  /** Roles of the caller. Default: none. */
  readonly roles?: readonly string[];
  /** The caller's tenant. */
  readonly tenant?: string;
  /** Who answers for the token: claim `owner`. */
  readonly owner?: string;
  /**
   * From when on the token is worthless: a date (00:00 UTC), a time with its zone (RFC 3339 §5.6), or seconds since the epoch.
   * Default: never.
   */
  readonly expiresAt?: string | number;
}

/** Options of `staticTokens`. */
export interface StaticTokensOptions {
  readonly tokens: readonly StaticToken[];
  /** What all of these tokens begin with, by which they are told from those of other verifiers. Default: nothing. */
  readonly prefix?: string;
  /** `issuer` of the callers: with `subject` it is who they are. Default: `api-keys`. */
  readonly issuer?: string;
}
