import { hash, timingSafeEqual } from 'node:crypto';

/** What is kept of a secret of at least 128 random bits: SHA-256 in lower-case hex, which no collation can confuse. */
export function digestOf(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** Whether a secret has this digest, in a time that does not depend on either. */
export function hasDigest(secret: string, digest: string): boolean {
  const expected = Buffer.from(digest, 'hex');
  const found = hash('sha256', secret, 'buffer');
  return expected.length === found.length && timingSafeEqual(expected, found);
}
