import { constants, createHmac, createSecretKey, sign, type KeyObject } from 'node:crypto';
import { ecKeys, ed25519Keys, rsaKeys } from '../support/keys.js';

/** A key with which tokens of one algorithm are made and checked. */
export interface SigningKey {
  readonly keyId: string;
  readonly algorithm: string;
  readonly privateKey: KeyObject;
  /** The public half, or the same secret. */
  readonly verificationKey: KeyObject;
}

export async function asymmetricKeys(): Promise<readonly SigningKey[]> {
  const [rsa, p256, p384, p521, ed] = await Promise.all([
    rsaKeys(),
    ecKeys(),
    ecKeys('P-384'),
    ecKeys('P-521'),
    ed25519Keys(),
  ]);
  const named = { RS256: rsa, RS512: rsa, PS256: rsa, PS384: rsa, ES256: p256, ES384: p384, ES512: p521, EdDSA: ed };
  return Object.entries(named).map(([algorithm, { privateKey, publicKey }]) => ({
    keyId: `key-${algorithm}`,
    algorithm,
    privateKey,
    verificationKey: publicKey,
  }));
}

export function sharedSecrets(): readonly SigningKey[] {
  return ['HS256', 'HS384', 'HS512'].map((algorithm, index) => {
    const secret = createSecretKey(Buffer.alloc(64, index + 1));
    return { keyId: `key-${algorithm}`, algorithm, privateKey: secret, verificationKey: secret };
  });
}

/** Signs like RFC 7518 says, with an algorithm that need not be that of the header. */
export function signatureOf(input: string, { algorithm, privateKey }: SigningKey): Buffer {
  const bytes = Buffer.from(input);
  const hash = `sha${algorithm.slice(2)}`;
  switch (algorithm.slice(0, 2)) {
    case 'HS':
      return createHmac(hash, privateKey).update(bytes).digest();
    case 'PS':
      return sign(hash, bytes, {
        key: privateKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      });
    case 'ES':
      return sign(hash, bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    case 'Ed':
      return sign(null, bytes, privateKey);
    default:
      return sign(hash, bytes, privateKey);
  }
}
