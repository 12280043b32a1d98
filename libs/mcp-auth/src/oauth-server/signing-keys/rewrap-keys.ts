import type { Randomness } from '../../core/randomness.js';
import type { SigningKeyRepository } from '../repositories/signing-key.repository.js';
import { sealingContext, type EncryptionKeys } from './encryption-keys.js';

/** What became of each key, by its id. */
export interface Rewrapping {
  readonly rewrapped: readonly string[];
  /** Were under the first key already. */
  readonly upToDate: readonly string[];
  /** No encryption key opens them. */
  readonly unreadable: readonly string[];
}

/** Seals every private key under the first encryption key, so that the others can be thrown away. Replicas may run meanwhile. */
export async function rewrapKeys(
  keys: SigningKeyRepository,
  encryptionKeys: EncryptionKeys,
  randomness: Randomness,
): Promise<Rewrapping> {
  const outcomes = { rewrapped: [] as string[], upToDate: [] as string[], unreadable: [] as string[] };
  for (const { keyId, sealedPrivateKey: from } of await keys.list()) {
    const opened = encryptionKeys.unseal(from, sealingContext(keyId));
    if (opened === undefined) outcomes.unreadable.push(keyId);
    else if (encryptionKeys.isUnderFirst(from)) outcomes.upToDate.push(keyId);
    else {
      await keys.reseal({ keyId, from, to: encryptionKeys.seal(opened, sealingContext(keyId), randomness) });
      outcomes.rewrapped.push(keyId);
    }
  }
  return outcomes;
}
