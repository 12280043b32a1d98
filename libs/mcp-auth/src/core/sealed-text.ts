import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { Randomness } from './randomness.js';

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/**
 * A key for sealing, made from a secret (RFC 5869).
 * @param purpose tells keys apart that are made from the same secret
 */
export function sealingKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `nestjs-mcp-auth ${purpose}`, 32));
}

/**
 * Encrypts a text so that nobody can read or change it without the key.
 * @param context what the text belongs to; it opens only there
 */
export function seal(text: string, key: Buffer, context: string, randomness: Randomness): string {
  const iv = randomness.bytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** @returns the text, or undefined where key or context is another, or a byte was changed */
export function unseal(sealed: string, key: Buffer, context: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < ivBytes + tagBytes) return undefined;
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes)).setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
