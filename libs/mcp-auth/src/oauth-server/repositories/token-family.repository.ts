import type { RefreshState, TokenFamily } from '../model/token-family.js';

/** Whose families are meant. */
export type GrantHolder =
  { readonly subject: string; readonly clientId?: string } | { readonly clientId: string; readonly subject?: string };

/** A code that is redeemed, and what it brings. */
export interface Redemption {
  readonly familyId: string;
  readonly nowMs: number;
  /** Absent where the client gets no refresh token. */
  readonly refresh:
    Pick<RefreshState, 'lineageDigest' | 'currentDigest' | 'idleExpiresAtMs' | 'expiresAtMs'> | undefined;
  readonly purgeableAtMs: number;
}

/** A refresh token that gives way to its successor. */
export interface Rotation {
  readonly familyId: string;
  readonly presentedDigest: string;
  readonly successorDigest: string;
  readonly sealedSuccessor: string;
  readonly idleExpiresAtMs: number;
  readonly nowMs: number;
}

/**
 * Port: families of tokens. Each verb that must happen once is one statement whose effect names the winner; of callers at the same
 * moment, in whatever process, exactly one is told `true`.
 */
export abstract class TokenFamilyRepository {
  /** Stores a family with its unredeemed code. */
  abstract begin(family: TokenFamily): Promise<void>;

  abstract find(id: string): Promise<TokenFamily | undefined>;

  abstract findByCode(codeDigest: string): Promise<TokenFamily | undefined>;

  abstract findByLineage(lineageDigest: string): Promise<TokenFamily | undefined>;

  /** Families of a person, of a client, or of both, that were not ended; each with whatever is left of it. */
  abstract findAlive(holder: GrantHolder): Promise<readonly TokenFamily[]>;

  /** Spends the code and wakes the family. @returns whether this caller did it; false where the code is spent, expired or revoked */
  abstract redeemOnce(redemption: Redemption): Promise<boolean>;

  /** Puts the successor in the place of the presented token. @returns whether this caller did it */
  abstract rotate(rotation: Rotation): Promise<boolean>;

  /** Ends a family with all its tokens. @returns whether this caller did it; false where it was ended before */
  abstract revoke(id: string, nowMs: number): Promise<boolean>;

  /** Removes what nobody can have any use of. @returns how many were removed, at most `limit` */
  abstract purgeExpired(nowMs: number, limit: number): Promise<number>;
}
