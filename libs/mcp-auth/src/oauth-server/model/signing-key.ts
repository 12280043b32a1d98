/** Algorithms that this server can sign with (RFC 7518 §3.1, RFC 8037 §3.1). */
export const signingAlgorithms = ['ES256', 'RS256', 'PS256', 'EdDSA'] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

/** A signing key as it is stored: its private half only sealed. */
export interface SigningKey {
  readonly keyId: string;
  readonly algorithm: SigningAlgorithm;
  /** Counts the keys of the server; two replicas cannot both make the same. */
  readonly generation: number;
  readonly publicJwk: Readonly<Record<string, unknown>>;
  readonly sealedPrivateKey: string;
  readonly createdAtMs: number;
}
