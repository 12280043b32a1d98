/** Something that was good by itself, and was ended before its time. */
export type Revocation =
  /** All tokens of one login. @property recordedAgoMs by the clock of the store */
  | { readonly of: 'grant'; readonly grantId: string; readonly recordedAgoMs: number }
  /** One access token. @property tokenDigest of its `jti` */
  | { readonly of: 'token'; readonly tokenDigest: string; readonly expiresAtMs: number };
