import { createPublicKey, createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bindKey } from '../../../libs/mcp-auth/src/identity-provider/verification-key.js';
import { ecKeys, ed25519Keys, rsaKeys } from '../../support/keys.js';

describe('the algorithms of a key (RFC 8725 §3.1)', () => {
  it.each([
    ['P-256', 'ES256'],
    ['P-384', 'ES384'],
    ['P-521', 'ES512'],
  ])('are fixed by the curve %s', async (curve, algorithm) => {
    expect(bindKey((await ecKeys(curve)).publicKey)?.algorithms).toEqual([algorithm]);
  });

  it('are EdDSA for Ed25519', async () => {
    expect(bindKey((await ed25519Keys()).publicKey)?.algorithms).toContain('EdDSA');
  });

  it('are all RSA ones when none is declared, else the declared one', async () => {
    const { publicKey } = await rsaKeys();
    expect(bindKey(publicKey)?.algorithms).toHaveLength(6);
    expect(bindKey(publicKey, 'k', 'PS256')).toMatchObject({ keyId: 'k', algorithms: ['PS256'] });
  });

  it.each(['HS256', 'ES256', 'RSA-OAEP', 'none'])('are none when %s is declared for an RSA key', async (declared) => {
    expect(bindKey((await rsaKeys()).publicKey, undefined, declared)).toBeUndefined();
  });

  it('are none for an RSA key of 1024 bits (JV-10)', async () => {
    expect(bindKey((await rsaKeys(1024)).publicKey)).toBeUndefined();
  });

  it('are none for an RSA key with exponent 1, whose signatures anybody can make (RFC 8725 §3.5)', async () => {
    const jwk = { ...(await rsaKeys()).publicKey.export({ format: 'jwk' }), e: 'AQ' };
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    expect(key.asymmetricKeyDetails?.publicExponent).toBe(1n);
    expect(bindKey(key)).toBeUndefined();
  });

  it('are none for secp256k1', async () => {
    expect(bindKey((await ecKeys('secp256k1')).publicKey)).toBeUndefined();
  });

  it('are none for a private or secret key', async () => {
    expect(bindKey((await ecKeys()).privateKey)).toBeUndefined();
    expect(bindKey(createSecretKey(Buffer.alloc(32)))).toBeUndefined();
  });
});
