/** How revocations are heard of. */
export interface RevocationSettings {
  /** What becomes of JWTs while the store cannot be asked what was revoked. */
  readonly onFeedLost: 'serve' | 'refuse';
  /** The longest life of an access token, after which nobody has to know any more that it was revoked. */
  readonly tokenLifeSeconds: number;
}
export const RevocationSettings = Symbol('RevocationSettings');
