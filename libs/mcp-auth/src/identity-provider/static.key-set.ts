import { KeySet, type KeyLookup } from './key-set.js';
import type { VerificationKey } from './verification-key.js';

/** One public key that never changes and is never fetched. */
export class StaticKeySet extends KeySet {
  constructor(private readonly key: VerificationKey) {
    super();
  }

  find(keyId: string | undefined): KeyLookup {
    const { keyId: ours } = this.key;
    const other = keyId !== undefined && ours !== undefined && keyId !== ours;
    return other ? { found: 'unknown' } : { found: 'keys', keys: [this.key] };
  }
}
