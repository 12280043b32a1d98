/**
 * An authorization request that waits for a person. It is kept once: what a browser sends later can finish it, and cannot change it.
 * Times are milliseconds since the epoch.
 */
export interface Interaction {
  /** SHA-256 of its id, lower-case hex. */
  readonly digest: string;
  /** SHA-256 of the secret of the browser that began it; no other one may go on with it. */
  readonly browserDigest: string;
  /** What the client sent, form-encoded. */
  readonly parameters: string;
  readonly startedAtMs: number;
  readonly expiresAtMs: number;
}
