import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { ClientKey } from './private-key-authentication.js';

/** A private key as an operator writes it down: PEM text (PKCS #8), or a JWK as an object or as JSON text. */
export type PrivateKeyInput = string | Readonly<Record<string, unknown>>;

const fault = 'is no usable private key: PEM (PKCS #8) or JWK, RSA of 2048 bits or more, P-256, P-384 or Ed25519';

/** Reads the key with which this service signs for itself; what was given is never repeated. */
export function readClientKey(input: PrivateKeyInput): { readonly key: ClientKey } | { readonly fault: string } {
  try {
    const jwk = jwkOf(input);
    const key = createPrivateKey(
      typeof input === 'string' && jwk === undefined ? input : { key: { ...jwk }, format: 'jwk' },
    );
    const algorithm = declaredOr(algorithmOf(key), jwk?.['alg']);
    const keyId = typeof jwk?.['kid'] === 'string' ? jwk['kid'] : undefined;
    return algorithm === undefined ? { fault } : { key: { key, algorithm, keyId } };
  } catch {
    return { fault };
  }
}

function jwkOf(input: PrivateKeyInput): Readonly<Record<string, unknown>> | undefined {
  if (typeof input !== 'string') return input;
  return input.trimStart().startsWith('{') ? (JSON.parse(input) as Readonly<Record<string, unknown>>) : undefined;
}

/** An RSA key may be declared for one of several algorithms; others have one only. */
function declaredOr(usual: string | undefined, declared: unknown): string | undefined {
  const isDeclared = usual === 'RS256' && typeof declared === 'string' && /^[RP]S(?:256|384|512)$/.test(declared);
  return isDeclared ? declared : usual;
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string | undefined {
  switch (asymmetricKeyType) {
    case 'rsa':
      return (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 ? 'RS256' : undefined;
    case 'ec':
      return { prime256v1: 'ES256', secp384r1: 'ES384' }[asymmetricKeyDetails?.namedCurve ?? ''];
    case 'ed25519':
      return 'EdDSA';
    default:
      return undefined;
  }
}
