import { constants, createHmac, timingSafeEqual, verify, type KeyObject, type VerifyKeyObjectInput } from 'node:crypto';

/** How one JWS algorithm (RFC 7518 §3.1, RFC 8037) is checked with node's crypto. */
type SignatureAlgorithm =
  | { readonly key: 'public'; readonly hash: string | null; readonly options?: Omit<VerifyKeyObjectInput, 'key'> }
  | { readonly key: 'secret'; readonly hash: string };

const rsa = (hash: string) => ({ key: 'public', hash }) as const;
const pss = (hash: string) =>
  ({
    key: 'public',
    hash,
    options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
  }) as const;
const ecdsa = (hash: string) => ({ key: 'public', hash, options: { dsaEncoding: 'ieee-p1363' } }) as const;
const eddsa = { key: 'public', hash: null } as const;
const hmac = (hash: string) => ({ key: 'secret', hash }) as const;

const algorithms = {
  RS256: rsa('sha256'),
  RS384: rsa('sha384'),
  RS512: rsa('sha512'),
  PS256: pss('sha256'),
  PS384: pss('sha384'),
  PS512: pss('sha512'),
  ES256: ecdsa('sha256'),
  ES384: ecdsa('sha384'),
  ES512: ecdsa('sha512'),
  EdDSA: eddsa,
  Ed25519: eddsa,
  HS256: hmac('sha256'),
  HS384: hmac('sha384'),
  HS512: hmac('sha512'),
} as const satisfies Record<string, SignatureAlgorithm>;

export type AlgorithmName = keyof typeof algorithms;

/** Every algorithm that can be verified. */
export const algorithmNames = Object.keys(algorithms).filter(isAlgorithmName);

/** Algorithms of signatures that others can check without being able to make them. */
export const asymmetricAlgorithms = algorithmNames.filter((name) => algorithms[name].key === 'public');

/** Algorithms with a secret that both sides know. */
export const sharedSecretAlgorithms = algorithmNames.filter((name) => algorithms[name].key === 'secret');

export function isAlgorithmName(name: string): name is AlgorithmName {
  return Object.hasOwn(algorithms, name);
}

/** Whether the key made this signature over this input. A key is never used as another kind than it is (RFC 8725 §2.1). */
export function isSignedBy(key: KeyObject, name: AlgorithmName, input: Buffer, signature: Buffer): boolean {
  const algorithm: SignatureAlgorithm = algorithms[name];
  if (key.type !== algorithm.key) return false;
  if (algorithm.key === 'secret') return isAuthenticatedBy(key, algorithm.hash, input, signature);
  const { hash, options } = algorithm;
  try {
    return verify(hash, input, options === undefined ? key : { key, ...options }, signature);
  } catch {
    // A signature of a wrong shape makes some providers throw.
    return false;
  }
}

function isAuthenticatedBy(key: KeyObject, hash: string, input: Buffer, signature: Buffer): boolean {
  const expected = createHmac(hash, key).update(input).digest();
  return expected.length === signature.length && timingSafeEqual(expected, signature);
}
