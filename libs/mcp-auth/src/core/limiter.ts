/** How often something may happen to one key. */
export interface LimitRule {
  /** Tells counts of different rules apart, for example `person`. */
  readonly name: string;
  readonly perMinute: number;
}

/** Port that counts: by a client, a person, an address, or whatever else can be abused. */
export abstract class Limiter {
  /**
   * Counts once.
   * @returns undefined where that was allowed, else the seconds until it is again
   */
  abstract retryAfterSeconds(rule: LimitRule, key: string): Promise<number | undefined>;
}
