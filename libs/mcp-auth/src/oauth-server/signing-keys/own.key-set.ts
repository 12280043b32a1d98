import { createPublicKey } from 'node:crypto';
import type { Clock } from '../../core/clock.js';
import { KeySet, type KeyLookup } from '../../identity-provider/key-set.js';
import { bindKey, type VerificationKey } from '../../identity-provider/verification-key.js';
import type { Signer } from './signer.js';

/** A key that was taken away is good for nothing after so long. */
const maxAgeMs = 10_000;

/** The keys of this server itself, for verifying its own tokens: nobody has to be asked over the network. */
export class OwnKeySet extends KeySet {
  private known: readonly VerificationKey[] = [];
  private readAtMs = Number.NEGATIVE_INFINITY;
  private reading: Promise<readonly VerificationKey[]> | undefined;

  constructor(
    private readonly signer: () => Signer,
    private readonly clock: Clock,
  ) {
    super();
  }

  find(keyId: string | undefined): KeyLookup | Promise<KeyLookup> {
    if (this.clock.monotonicMs() - this.readAtMs > maxAgeMs) return this.findAnew(keyId);
    const known = this.among(this.known, keyId);
    return known.found === 'keys' ? known : this.findAnew(keyId);
  }

  private async findAnew(keyId: string | undefined): Promise<KeyLookup> {
    this.reading ??= this.read().finally(() => void (this.reading = undefined));
    this.known = await this.reading;
    this.readAtMs = this.clock.monotonicMs();
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
