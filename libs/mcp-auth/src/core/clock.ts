/** Port for time. Everything that compares with "now" asks this, so that tests own it. */
export abstract class Clock {
  /** Milliseconds since the Unix epoch. */
  abstract nowMs(): number;

  /** Milliseconds since an arbitrary moment, that only grow. For durations: the wall clock may be set back at any time. */
  abstract monotonicMs(): number;
}

/** Seconds since the Unix epoch, as JWTs count them (RFC 7519 §2, NumericDate). */
export function nowSeconds(clock: Clock): number {
  return Math.floor(clock.nowMs() / 1000);
}

/**
 * Port for the time that all replicas of a service share, whatever the clocks of their machines say: what one of them dates, another
 * one judges.
 */
export abstract class SharedClock extends Clock {}
