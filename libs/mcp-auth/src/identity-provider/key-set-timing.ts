/** How long keys are used and how often the issuer is asked. */
export interface KeySetTiming {
  /** From this age on the set is fetched again in the background. */
  readonly refreshAfterMs: number;
  /** Past this age keys are used only while the issuer cannot be reached: an old key dies within it. */
  readonly maxAgeMs: number;
  /** Past this age keys are not used at all, outage or not. */
  readonly staleIfErrorMs: number;
  /** Least time between two fetches that unknown key ids cause, so that a stranger cannot make us fetch. */
  readonly unknownKeyCooldownMs: number;
  /** Least time between two fetches while the issuer fails. */
  readonly failureCooldownMs: number;
  /** For so long a failure tells of an outage; later the issuer is asked before keys past their age are used. */
  readonly outageMemoryMs: number;
}

export const defaultKeySetTiming: KeySetTiming = {
  refreshAfterMs: 5 * 60_000,
  maxAgeMs: 10 * 60_000,
  staleIfErrorMs: 60 * 60_000,
  unknownKeyCooldownMs: 10_000,
  failureCooldownMs: 3_000,
  outageMemoryMs: 30_000,
};
