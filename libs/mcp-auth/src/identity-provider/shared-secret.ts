import { createPublicKey, createSecretKey, X509Certificate } from 'node:crypto';
import type { VerificationKey } from './verification-key.js';

/** HMAC algorithms and the length of their hash in bytes; a shorter secret is the weaker part (RFC 7518 §3.2). */
const hashBytes: Readonly<Record<string, number>> = { HS256: 32, HS384: 48, HS512: 64 };

/** What is wrong with a shared secret for these algorithms, or undefined. The secret itself is never repeated. */
export function sharedSecretFault(secret: string | Uint8Array, algorithms: readonly string[]): string | undefined {
  const bytes = Buffer.from(secret as string);
  const text = bytes.toString('latin1');
  if (isKeyText(text) || isEncodedKey(bytes) || isKeyWithoutArmour(text))
    return 'is a key, not a shared secret; give it as `publicKey`';
  if (/^(?:~|\.{1,2})?\/[\w./~-]+$/.test(text))
    return 'is the path of a file; name the file in a variable that ends in _FILE';
  const needed = Math.max(...algorithms.map((name) => hashBytes[name] ?? 0));
  const { length } = bytes;
  return length < needed ? `has ${length} bytes; ${algorithms.join(', ')} needs at least ${needed}` : undefined;
}

/** A secret, made ready for HMAC and for nothing else: no public key ever becomes one (RFC 8725 §2.1). */
export function bindSecret(secret: string | Uint8Array, algorithms: readonly string[]): VerificationKey {
  return { keyId: undefined, key: createSecretKey(Buffer.from(secret as string)), algorithms };
}

/** Whether the text is a PEM or a JWK. */
export function isKeyText(text: string): boolean {
  return text.includes('-----BEGIN') || text.trimStart().startsWith('{');
}

/** Whether the text is a public key or a certificate in base64, as some issuers publish theirs. */
function isKeyWithoutArmour(text: string): boolean {
  if (!/^[\w+/=\s-]+$/.test(text)) return false;
  return isEncodedKey(Buffer.from(text, 'base64'));
}

function isEncodedKey(der: Buffer): boolean {
  const readings = [
    () => createPublicKey({ key: der, format: 'der', type: 'spki' }),
    () => createPublicKey({ key: der, format: 'der', type: 'pkcs1' }),
    () => new X509Certificate(der),
  ];
  return readings.some(canBeRead);
}

function canBeRead(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
