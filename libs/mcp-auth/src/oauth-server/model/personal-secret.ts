/** What a secret is good for. */
export type PersonalSecretPurpose =
  /** Sets a password, once. */
  | 'password_link'
  /** A login that waits for its second factor. */
  | 'second_factor'
  /** Takes the place of a second factor, once. */
  | 'recovery_code'
  /** A browser at which the person has logged in before, and that strangers cannot lock out. */
  | 'known_device';

/** A secret that belongs to one person. */
export interface PersonalSecret {
  /** SHA-256, lower-case hex. */
  readonly digest: string;
  readonly purpose: PersonalSecretPurpose;
  readonly subject: string;
  /** Milliseconds since the epoch. */
  readonly expiresAtMs: number;
}
