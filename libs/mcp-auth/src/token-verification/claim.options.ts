import type { ClaimPath } from './claims/claim-path.js';

/**
 * How scopes of tokens and scopes that clients ask for differ, where they do: Entra ID has `notes.read` and `api://id/notes.read`. A function that
 * throws, or returns no text, is a fault of the application: the caller gets 500, and the log names the function.
 */
export interface ScopeTranslation {
  /** How a scope of a token is called in this service. */
  readonly fromToken?: (scope: string) => string;
  /** How clients ask for a scope of this service: in challenges and metadata. */
  readonly toClient?: (scope: string) => string;
}

/** Options of every verifier that reads claims. */
export interface ClaimOptions {
  /** Scopes without which a good token gets 403. */
  readonly requiredScopes?: readonly string[];
  /** Claims that must be there, whatever their value. */
  readonly requiredClaims?: readonly string[];
  /** Claims that must have one of these values: `{ token_use: ['access'] }`. */
  readonly requiredClaimValues?: Readonly<Record<string, readonly string[]>>;
  /** Clients whose tokens are accepted. Default: every client of the issuer. */
  readonly allowedClientIds?: readonly string[];
  /** Tenants whose people are accepted. Default: every tenant of the issuer. */
  readonly allowedTenants?: readonly string[];
  /**
   * `optional` for issuers that write no `aud`: then `allowedClientIds` says for whom tokens are. One that is there has to be
   * ours all the same. Default: `required`.
   */
  readonly audienceClaim?: 'required' | 'optional';
  /** How far the issuer's clock may be off, at most 60. Default: 5. */
  readonly clockToleranceSeconds?: number;
  /** Where the scopes stand. Default: `scope`, else `scp`, else `scopes`. */
  readonly scopeClaim?: ClaimPath;
  /** What counts as scopes besides, for example `permissions`. */
  readonly furtherScopeClaims?: readonly string[];
  /** Where the roles stand, for example `realm_access.roles`. Default: `roles`. */
  readonly roleClaim?: ClaimPath;
  /** Claims of roles, all of which count; it takes the place of `roleClaim`. */
  readonly roleClaims?: readonly ClaimPath[];
  /** `members` where the roles are the names of an object's members. Default: `list`. */
  readonly roleShape?: 'list' | 'members';
  /** What names the person for good. Default: `sub`. */
  readonly subjectClaim?: string;
  /** What names the client. Default: `client_id`, else `azp`. */
  readonly clientIdClaim?: string;
  /** Where the tenant stands. Default: `tid`, else `tenant`. */
  readonly tenantClaim?: ClaimPath;
  readonly scopeTranslation?: ScopeTranslation;
  /** How long a verified token is remembered, never past its `exp`; 0 verifies every time. Default: 60. */
  readonly cacheMaxAgeSeconds?: number;
  /** How many verified tokens are remembered. Default: 10 000. */
  readonly cacheMaxTokens?: number;
}
