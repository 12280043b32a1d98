/** What a secret is good for. */
export type OneTimePurpose = 'password_link' | 'second_factor' | 'recovery_code';

/** A secret that does one thing once: a link of a mail, a login that waits for its second factor, a recovery code. */
export interface OneTimeSecret {
  /** SHA-256, lower-case hex. */
  readonly digest: string;
  readonly purpose: OneTimePurpose;
  readonly subject: string;
  readonly expiresAtMs: number;
}
