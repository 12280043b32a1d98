import type { KeyObject } from 'node:crypto';

/** A public key, made once, together with the only algorithms that it may be used with (RFC 8725 §3.1). */
export interface VerificationKey {
  readonly keyId: string | undefined;
  readonly key: KeyObject;
  readonly algorithms: readonly string[];
}

const rsaAlgorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const ecAlgorithmByCurve: Readonly<Record<string, readonly string[]>> = {
  prime256v1: ['ES256'],
  secp384r1: ['ES384'],
  secp521r1: ['ES512'],
};
const minRsaBits = 2048;

/**
 * Binds a public key to its algorithms: the one that the issuer declared, else those that its type allows. Undefined when
 * the key is too weak, of a kind that we do not use, or declared for an algorithm that its type cannot do.
 */
export function bindKey(key: KeyObject, keyId?: string, declaredAlgorithm?: string): VerificationKey | undefined {
  if (key.type !== 'public') return undefined;
  const possible = algorithmsOf(key);
  const algorithms = declaredAlgorithm === undefined ? possible : possible.filter((name) => name === declaredAlgorithm);
  return algorithms.length > 0 ? { keyId, key, algorithms } : undefined;
}

function algorithmsOf(key: KeyObject): readonly string[] {
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return isStrongRsa(key) ? rsaAlgorithms : [];
    case 'ec':
      return ecAlgorithmByCurve[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? [];
    case 'ed25519':
      return ['EdDSA', 'Ed25519'];
    default:
      return [];
  }
}

/** RFC 8725 §3.5: with exponent 1 a signature is its own message. */
function isStrongRsa({ asymmetricKeyDetails }: KeyObject): boolean {
  const { modulusLength = 0, publicExponent = 0n } = asymmetricKeyDetails ?? {};
  return modulusLength >= minRsaBits && publicExponent > 2n;
}
