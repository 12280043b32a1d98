import { digestOf } from '../core/secret-digest.js';
import { isCanonical } from './verifiers/base64url.js';

const hexDigest = /^[0-9a-f]{64}$/i;
const base64urlDigest = /^[A-Za-z0-9_-]{43}$/;

/** What is wrong with a SHA-256 digest, or undefined. */
export function digestFault(text: string): string | undefined {
  const isDigest = hexDigest.test(text) || (base64urlDigest.test(text) && isCanonical(text));
  return isDigest ? undefined : 'must be a SHA-256 digest: 64 hexadecimal digits, or 43 characters of base64url';
}

/** The digest by which an entry's token is found, in lower-case hex, however the entry says it. */
export function staticTokenDigest(entry: {
  readonly sha256?: string | undefined;
  readonly token?: string | undefined;
}): string {
  const { sha256, token = '' } = entry;
  if (sha256 === undefined) return digestOf(token);
  return hexDigest.test(sha256) ? sha256.toLowerCase() : Buffer.from(sha256, 'base64url').toString('hex');
}
