import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  sign,
  type KeyObject,
  type SignKeyObjectInput,
} from 'node:crypto';
import type { SigningAlgorithm } from '../model/signing-key.js';

const encodings = {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
} as const;

/** A key pair as text. Exporting a pair that Node just made can hang on Node 20, so it is made as text. */
export interface KeyPair {
  /** PKCS #8, PEM. */
  readonly privatePem: string;
  readonly publicJwk: Readonly<Record<string, unknown>>;
}

export async function newKeyPair(algorithm: SigningAlgorithm): Promise<KeyPair> {
  const { privateKey, publicKey } = await generatePem(algorithm);
  return { privatePem: privateKey, publicJwk: { ...createPublicKey(publicKey).export({ format: 'jwk' }) } };
}

interface PemPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

function generatePem(algorithm: SigningAlgorithm): Promise<PemPair> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, publicKey: string, privateKey: string) =>
      error === null ? resolve({ publicKey, privateKey }) : reject(error);
    switch (algorithm) {
      case 'ES256':
        return generateKeyPair('ec', { namedCurve: 'P-256', ...encodings }, done);
      case 'RS256':
      case 'PS256':
        return generateKeyPair('rsa', { modulusLength: 2048, ...encodings }, done);
      case 'EdDSA':
        return generateKeyPair('ed25519', encodings, done);
    }
  });
}

/** A private key, read once. */
export class PrivateKey {
  private readonly key: KeyObject;

  constructor(
    privatePem: string,
    private readonly algorithm: SigningAlgorithm,
  ) {
    this.key = createPrivateKey(privatePem);
  }

  sign(input: string): Buffer {
    const { digest, ...how } = signatures[this.algorithm];
    return sign(digest, Buffer.from(input), { key: this.key, ...how });
  }
}

/** RFC 7518 §3.3 to §3.5, RFC 8037 §3.1. */
const signatures: Readonly<
  Record<SigningAlgorithm, Omit<SignKeyObjectInput, 'key'> & { readonly digest: 'sha256' | null }>
> = {
  ES256: { digest: 'sha256', dsaEncoding: 'ieee-p1363' },
  RS256: { digest: 'sha256' },
  PS256: {
    digest: 'sha256',
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  },
  EdDSA: { digest: null },
};
