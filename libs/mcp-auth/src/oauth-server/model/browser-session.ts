/** How somebody proved to be a person (RFC 8176). */
export type AuthenticationMethod = 'pwd' | 'otp' | 'hwk';

/** Somebody who is logged in at one browser. Times are milliseconds since the epoch. */
export interface BrowserSession {
  /** SHA-256 of the secret in the cookie, lower-case hex. */
  readonly digest: string;
  readonly subject: string;
  readonly methods: readonly AuthenticationMethod[];
  readonly authenticatedAtMs: number;
  /** What the browser says that it is; shown to its owner alone. */
  readonly userAgent: string;
  readonly lastSeenAtMs: number;
  /** Moves while the session is used. */
  readonly idleExpiresAtMs: number;
  /** Never moves. */
  readonly expiresAtMs: number;
}
