import type { VerificationKey } from './verification-key.js';

/** What a look-up ends in. `unavailable` is not `unknown`: the key may exist, but cannot be asked for now. */
export type KeyLookup =
  | { readonly found: 'keys'; readonly keys: readonly VerificationKey[] }
  | { readonly found: 'unknown' }
  | { readonly found: 'unavailable'; readonly retryAfterSeconds: number; readonly cause: string };

/** Port: the keys with which one issuer signs. */
export abstract class KeySet {
  /**
   * Keys that may have made a signature; at once, where nobody has to be asked.
   * @param keyId `kid` of the token; without one, every key of the issuer is a candidate (RFC 7517 §4.5)
   * @param token the whole token, for sets that are asked by it
   */
  abstract find(keyId: string | undefined, token: string): KeyLookup | Promise<KeyLookup>;

  /**
   * Every key anew, for a token that names none and that no known key has signed: the issuer may have rotated its keys. Undefined
   * where there is nothing newer, or where it was asked for a moment ago.
   */
  renewed(): Promise<KeyLookup | undefined> {
    return Promise.resolve(undefined);
  }
}
