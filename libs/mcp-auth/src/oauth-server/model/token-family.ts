/**
 * What one person agreed to for one client in one flow, with the code and all tokens that come of it: a row that is born with
 * its code, wakes when the code is redeemed, and dies as a whole. Digests are SHA-256 in lower-case hex; times are milliseconds
 * since the epoch.
 */
export interface TokenFamily {
  readonly id: string;
  readonly clientId: string;
  readonly subject: string;
  readonly scopes: readonly string[];
  /** Resources that tokens may be asked for, one at a time. */
  readonly resources: readonly string[];
  readonly authenticatedAtMs: number;
  readonly code: CodeBinding;
  readonly redeemedAtMs?: number | undefined;
  readonly refresh?: RefreshState | undefined;
  readonly revokedAtMs?: number | undefined;
  /** From then on nobody can have any use of the row. */
  readonly purgeableAtMs: number;
}

/** A code and what it is bound to. */
export interface CodeBinding {
  readonly digest: string;
  readonly redirectUri: string;
  readonly redirectUriNamed: 'by_request' | 'by_registration';
  readonly challenge: string;
  readonly expiresAtMs: number;
}

/** How far the refresh tokens of a family have come. */
export interface RefreshState {
  /** Of the part that all refresh tokens of the family share, by which a spent one is known too. */
  readonly lineageDigest: string;
  readonly currentDigest: string;
  /** Absent until the first rotation. */
  readonly previous?: PreviousRefreshToken | undefined;
  /** Moves with each rotation. */
  readonly idleExpiresAtMs: number;
  /** Never moves. */
  readonly expiresAtMs: number;
}

/** The token before the current one. */
export interface PreviousRefreshToken {
  readonly digest: string;
  /** The current token, sealed under a key that only the previous one yields. */
  readonly sealedSuccessor: string;
  readonly rotatedAtMs: number;
}
