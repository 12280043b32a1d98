import { constants, createHmac, createSecretKey, sign } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  algorithmNames,
  asymmetricAlgorithms,
  isAlgorithmName,
  isSignedBy,
  type AlgorithmName,
} from '../../../../libs/mcp-auth/src/token-verification/verifiers/signature.js';
import { ecKeys, ed25519Keys, rsaKeys, type KeyPair } from '../../../support/keys.js';

const input = Buffer.from('header.payload');
const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
let keys: Record<string, KeyPair>;

beforeAll(async () => {
  const [rsa, p256, p384, p521, ed] = await Promise.all([
    rsaKeys(),
    ecKeys(),
    ecKeys('P-384'),
    ecKeys('P-521'),
    ed25519Keys(),
  ]);
  keys = { RS: rsa, PS: rsa, ES256: p256, ES384: p384, ES512: p521, Ed: ed };
});

function keysFor(name: AlgorithmName): KeyPair {
  const pair = keys[name] ?? keys[name.slice(0, 2)];
  if (pair === undefined) throw new Error(`no key for ${name}`);
  return pair;
}

function signed(name: AlgorithmName): Buffer {
  const key = keysFor(name).privateKey;
  const hash = name.startsWith('Ed') ? null : `sha${name.slice(2)}`;
  if (name.startsWith('PS')) return sign(hash, input, { key, ...pss });
  return name.startsWith('ES') ? sign(hash, input, { key, dsaEncoding: 'ieee-p1363' }) : sign(hash, input, key);
}

describe('a signature', () => {
  it.each(asymmetricAlgorithms)('of %s is recognised, and nothing else', (name) => {
    const { publicKey } = keysFor(name);
    const signature = signed(name);
    expect(isSignedBy(publicKey, name, input, signature)).toBe(true);
    expect(isSignedBy(publicKey, name, Buffer.from('header.other'), signature)).toBe(false);
    expect(isSignedBy(publicKey, name, input, Buffer.alloc(0))).toBe(false);
    expect(isSignedBy(publicKey, name, input, Buffer.alloc(signature.length))).toBe(false);
  });

  it('of PKCS#1 is none of PSS', () => {
    expect(isSignedBy(keysFor('RS256').publicKey, 'PS256', input, signed('RS256'))).toBe(false);
  });

  it('in DER is none of ES256, which is two plain numbers (RFC 7518 §3.4)', () => {
    const der = sign('sha256', input, keysFor('ES256').privateKey);
    expect(isSignedBy(keysFor('ES256').publicKey, 'ES256', input, der)).toBe(false);
  });

  it.each(['none', 'hs256', 'toString', '__proto__'])('has no algorithm %s', (name) => {
    expect(isAlgorithmName(name)).toBe(false);
  });

  it.each([
    ['HS256', 32],
    ['HS384', 48],
    ['HS512', 64],
  ] as const)('of %s is made with the shared secret', (name, bytes) => {
    const secret = Buffer.alloc(bytes, 7);
    const mac = createHmac(`sha${name.slice(2)}`, secret)
      .update(input)
      .digest();
    const key = createSecretKey(secret);
    expect(isSignedBy(key, name, input, mac)).toBe(true);
    expect(isSignedBy(key, name, Buffer.from('header.other'), mac)).toBe(false);
    expect(isSignedBy(key, name, input, mac.subarray(1))).toBe(false);
    expect(isSignedBy(createSecretKey(Buffer.alloc(bytes, 8)), name, input, mac)).toBe(false);
  });

  it.each(algorithmNames)('of %s is never checked with a key of the other kind (JV-02)', (name) => {
    const { publicKey } = keysFor('RS256');
    const pem = publicKey.export({ format: 'pem', type: 'spki' });
    const mac = createHmac('sha256', pem).update(input).digest();
    const wrongKey = name.startsWith('HS') ? publicKey : createSecretKey(Buffer.from(pem));
    expect(isSignedBy(wrongKey, name, input, mac)).toBe(false);
  });
});
