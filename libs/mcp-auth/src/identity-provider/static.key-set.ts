import { createPublicKey } from 'node:crypto';
import { KeySet, type KeyLookup } from './key-set.js';
import { bindKey, type VerificationKey } from './verification-key.js';

/** A public key as an operator writes it down: PEM text (SPKI or certificate) or a JWK. */
export type PublicKeyInput = string | Readonly<Record<string, unknown>>;

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

/** Reads the key, or undefined when it is no public key that can be used safely. */
export function readPublicKey(input: PublicKeyInput): VerificationKey | undefined {
  try {
    if (typeof input === 'string') {
      // createPublicKey derives the public half of a private key; whoever pasted one must hear of it.
      return input.includes('PRIVATE KEY') ? undefined : bindKey(createPublicKey(input));
    }
    if ('d' in input || 'k' in input) return undefined;
    return bindKey(createPublicKey({ key: input, format: 'jwk' }), text(input['kid']), text(input['alg']));
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
