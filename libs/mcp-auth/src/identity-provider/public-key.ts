import { createPublicKey } from 'node:crypto';
import { bindKey, type VerificationKey } from './verification-key.js';

/** A public key as an operator writes it down: PEM text (SPKI or certificate), or a JWK as an object or as JSON text. */
export type PublicKeyInput = string | Readonly<Record<string, unknown>>;

/** A key that can be used, or what is wrong with what was given, which is never repeated. */
export type ReadKey = { readonly key: VerificationKey } | { readonly fault: string };

/** Said of private keys wherever a public one is meant: Node would derive the public half without a word. */
export const privateKeyFault = 'is a private key, which nobody but the issuer should have; give its public key';
const keySetFault = 'is a JWK Set; give one of its keys';
const unusableFault = 'is no usable public key: PEM or JWK, RSA of 2048 bits or more, P-256, P-384, P-521 or Ed25519';

/** Reads the key. */
export function readPublicKey(input: PublicKeyInput): ReadKey {
  try {
    if (typeof input !== 'string') return readJwk(input);
    if (input.includes('PRIVATE KEY')) return { fault: privateKeyFault };
    if (input.trimStart().startsWith('{')) return readJwk(JSON.parse(input) as Readonly<Record<string, unknown>>);
    return usable(bindKey(createPublicKey(input)));
  } catch {
    return { fault: unusableFault };
  }
}

function readJwk(jwk: Readonly<Record<string, unknown>>): ReadKey {
  if ('keys' in jwk) return { fault: keySetFault };
  if ('d' in jwk) return { fault: privateKeyFault };
  if ('k' in jwk) return { fault: unusableFault };
  return usable(bindKey(createPublicKey({ key: jwk, format: 'jwk' }), text(jwk['kid']), text(jwk['alg'])));
}

function usable(key: VerificationKey | undefined): ReadKey {
  return key === undefined ? { fault: unusableFault } : { key };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
