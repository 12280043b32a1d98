import type { Revocation } from '../model/revocation.js';

/** Port: what was revoked lately, by whatever replica. */
export abstract class RevocationRepository {
  /**
   * What was recorded in the last so many milliseconds, by the clock of the store, which is one for all replicas. What a transaction
   * records is missing until it ends, and then has a time of before.
   */
  abstract recordedInLast(milliseconds: number): Promise<readonly Revocation[]>;
}
