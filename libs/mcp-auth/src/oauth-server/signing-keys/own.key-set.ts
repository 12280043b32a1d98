import { createPublicKey } from 'node:crypto';
import { KeySet, type KeyLookup } from '../../identity-provider/key-set.js';
import { bindKey, type VerificationKey } from '../../identity-provider/verification-key.js';
import type { Signer } from './signer.js';

/** The keys of this server itself, for verifying its own tokens: nobody has to be asked over the network. */
export class OwnKeySet extends KeySet {
  private known: readonly VerificationKey[] = [];
  private reading: Promise<readonly VerificationKey[]> | undefined;

  constructor(private readonly signer: () => Signer) {
    super();
  }

  find(keyId: string | undefined): KeyLookup | Promise<KeyLookup> {
    const known = this.among(this.known, keyId);
    return known.found === 'keys' ? known : this.findAnew(keyId);
  }

  private async findAnew(keyId: string | undefined): Promise<KeyLookup> {
    this.reading ??= this.read().finally(() => void (this.reading = undefined));
    this.known = await this.reading;
    return this.among(this.known, keyId);
  }

  private among(keys: readonly VerificationKey[], keyId: string | undefined): KeyLookup {
    const found = keys.filter((key) => key.keyId === keyId);
    return found.length === 0 ? { found: 'unknown' } : { found: 'keys', keys: found };
  }

  private async read(): Promise<readonly VerificationKey[]> {
    const keys = await this.signer().publicKeys();
    return keys.flatMap(
      ({ keyId, algorithm, jwk }) => bindKey(createPublicKey({ key: jwk, format: 'jwk' }), keyId, algorithm) ?? [],
    );
  }
}
