import type { SigningKey } from '../model/signing-key.js';

/** Port: signing keys, their private halves sealed. */
export abstract class SigningKeyRepository {
  /** The newest first. */
  abstract list(): Promise<readonly SigningKey[]>;

  /** @returns whether this caller's key is stored; false where there is one of its generation already */
  abstract addOnce(key: SigningKey): Promise<boolean>;

  /** Puts one sealing of a private key in the place of another. Who finds a third one there leaves it. */
  abstract reseal(sealing: { readonly keyId: string; readonly from: string; readonly to: string }): Promise<void>;

  /** Removes keys for good. */
  abstract remove(keyIds: readonly string[]): Promise<void>;
}
