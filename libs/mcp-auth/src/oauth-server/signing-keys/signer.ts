import type { SigningAlgorithm } from '../model/signing-key.js';

/** A key by what is public of it. */
export interface PublicSigningKey {
  readonly keyId: string;
  readonly algorithm: SigningAlgorithm;
  /** Without `kid`, `alg` and `use`. */
  readonly jwk: Readonly<Record<string, unknown>>;
}

/** Port: signs tokens. The private keys may be anywhere, also in a key management service. */
export abstract class Signer {
  /** Called once, when the store is open and before anything is signed. */
  start(): Promise<void> {
    return Promise.resolve();
  }

  /** Called every few seconds while the service runs, for whoever keeps keys that change. */
  maintain(): Promise<void> {
    return Promise.resolve();
  }

  /** The key to sign with now. */
  abstract currentKey(): Promise<Omit<PublicSigningKey, 'jwk'>>;

  /**
   * Signs what JWS signs (RFC 7515 §5.1).
   * @returns the signature in the form of JWA (RFC 7518 §3), for ECDSA both numbers one after the other
   */
  abstract sign(keyId: string, input: string): Promise<Buffer>;

  /** Every key that a token which is still good may be signed with. */
  abstract publicKeys(): Promise<readonly PublicSigningKey[]>;
}
