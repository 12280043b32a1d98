import type { Passkey } from '../model/passkey.js';

/** Port: passkeys of people. */
export abstract class PasskeyRepository {
  /** @returns false where there is one with its id already */
  abstract addOnce(passkey: Passkey): Promise<boolean>;

  abstract find(credentialId: string): Promise<Passkey | undefined>;

  abstract listOf(subject: string): Promise<readonly Passkey[]>;

  abstract noteUse(use: { credentialId: string; signatures: number; nowMs: number }): Promise<void>;

  /** @returns whether the person had it */
  abstract remove(credentialId: string, subject: string): Promise<boolean>;

  abstract removeAllOf(subject: string): Promise<void>;
}
