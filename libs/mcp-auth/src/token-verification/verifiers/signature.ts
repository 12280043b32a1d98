import { constants, verify, type KeyObject, type VerifyKeyObjectInput } from 'node:crypto';

/** How one JWS algorithm (RFC 7518 §3.1, RFC 8037) is checked with node's crypto. */
interface SignatureAlgorithm {
  readonly hash: string | null;
  readonly options?: Omit<VerifyKeyObjectInput, 'key'>;
}

const pss = (hash: string): SignatureAlgorithm => ({
  hash,
  options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
});
const ecdsa = (hash: string): SignatureAlgorithm => ({ hash, options: { dsaEncoding: 'ieee-p1363' } });

const algorithms = {
  RS256: { hash: 'sha256' },
  RS384: { hash: 'sha384' },
  RS512: { hash: 'sha512' },
  PS256: pss('sha256'),
  PS384: pss('sha384'),
  PS512: pss('sha512'),
  ES256: ecdsa('sha256'),
  ES384: ecdsa('sha384'),
  ES512: ecdsa('sha512'),
  EdDSA: { hash: null },
  Ed25519: { hash: null },
} as const satisfies Record<string, SignatureAlgorithm>;

export type AlgorithmName = keyof typeof algorithms;

/** Every algorithm that can be verified; all asymmetric, so a public key can never serve as a secret. */
export const algorithmNames = Object.keys(algorithms).filter(isAlgorithmName);

export function isAlgorithmName(name: string): name is AlgorithmName {
  return Object.hasOwn(algorithms, name);
}

/** Whether the key made this signature over this input. */
export function isSignedBy(key: KeyObject, name: AlgorithmName, input: Buffer, signature: Buffer): boolean {
  const { hash, options }: SignatureAlgorithm = algorithms[name];
  try {
    return verify(hash, input, options === undefined ? key : { key, ...options }, signature);
  } catch {
    // A signature of a wrong shape makes some providers throw.
    return false;
  }
}
