import { createSecretKey } from 'node:crypto';
import type { VerificationKey } from './verification-key.js';

/** HMAC algorithms and the length of their hash in bytes; a shorter secret is the weaker part (RFC 7518 §3.2). */
const hashBytes: Readonly<Record<string, number>> = { HS256: 32, HS384: 48, HS512: 64 };

/** What is wrong with a shared secret for these algorithms, or undefined. The secret itself is never repeated. */
export function sharedSecretFault(secret: string, algorithms: readonly string[]): string | undefined {
  if (isKeyText(secret)) return 'is a key, not a shared secret; give it as `publicKey`';
  const needed = Math.max(...algorithms.map((name) => hashBytes[name] ?? 0));
  const length = Buffer.byteLength(secret);
  return length < needed ? `has ${length} bytes; ${algorithms.join(', ')} needs at least ${needed}` : undefined;
}

/** A secret, made ready for HMAC and for nothing else: no public key ever becomes one (RFC 8725 §2.1). */
export function bindSecret(secret: string, algorithms: readonly string[]): VerificationKey {
  return { keyId: undefined, key: createSecretKey(Buffer.from(secret)), algorithms };
}

/** Whether the text is a PEM or a JWK. */
export function isKeyText(text: string): boolean {
  return text.includes('-----BEGIN') || text.trimStart().startsWith('{');
}
