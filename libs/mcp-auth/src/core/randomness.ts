/** Port for entropy: ids, codes, tokens and keys come from here. */
export abstract class Randomness {
  /** A new identifier with at least 122 random bits, in visible ASCII. */
  abstract identifier(): string;

  /** @returns that many random bytes */
  abstract bytes(count: number): Buffer;
}

/** A new secret of 256 random bits, in base64url. */
export function newSecret(randomness: Randomness): string {
  return randomness.bytes(32).toString('base64url');
}
