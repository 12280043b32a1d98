import { Inject, Injectable } from '@nestjs/common';
import type { SigningAlgorithm } from './model/signing-key.js';
import { Store } from './repositories/store.js';
import { Signer } from './signing-keys/signer.js';

/** A signing key of the database, without what is secret of it. */
export interface StoredSigningKey {
  readonly keyId: string;
  readonly algorithm: SigningAlgorithm;
  readonly createdAt: Date;
}

/** For the day on which a key is known to somebody else: the schedule changes keys by itself. */
@Injectable()
export class SigningKeyAdministration {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(Signer) private readonly signer: Signer,
  ) {}

  /** The newest first. */
  async list(): Promise<readonly StoredSigningKey[]> {
    const keys = await this.store.signingKeys.list();
    return keys.map(({ keyId, algorithm, createdAtMs }) => ({ keyId, algorithm, createdAt: new Date(createdAtMs) }));
  }

  /**
   * Takes a key away. Here another one signs at once, in every replica ten seconds later; what the key has signed is refused there a
   * minute and ten seconds later at the latest, when nobody remembers it as verified.
   */
  async retire(keyId: string): Promise<void> {
    await this.store.signingKeys.remove([keyId]);
    await this.signer.maintain();
  }
}
