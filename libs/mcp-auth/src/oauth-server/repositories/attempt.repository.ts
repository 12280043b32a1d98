/** How many tries are free, and how long one has to wait after each further one. */
export interface AttemptLadder {
  readonly freeTries: number;
  /** The first for the last free try; the last one for every try after. */
  readonly pausesMs: readonly number[];
  /** So long after the first try all is forgotten; further ones do not put it off, or a few mistakes a day would add up for ever. */
  readonly forgottenAfterMs: number;
}

/** Port: tries to log in, counted over all replicas. */
export abstract class AttemptRepository {
  /**
   * Counts a try before anybody knows how it ends, in one statement, so that tries at the same moment count each.
   * @returns undefined where it may be made; else the moment from which on the next one may, in milliseconds since the epoch
   */
  abstract take(key: string, ladder: AttemptLadder, nowMs: number): Promise<number | undefined>;

  /** @returns the moment from which on the next try may be made, where there is one to wait for; nothing is counted */
  abstract blockedUntil(key: string, nowMs: number): Promise<number | undefined>;

  /** Takes back the try that turned out well. */
  abstract giveBack(key: string): Promise<void>;

  /** Forgets all tries. */
  abstract forget(key: string): Promise<void>;

  /** @returns how many were removed, at most `limit` */
  abstract purgeExpired(nowMs: number, limit: number): Promise<number>;
}
