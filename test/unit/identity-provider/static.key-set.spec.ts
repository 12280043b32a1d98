import { describe, expect, it } from 'vitest';
import { readPublicKey, StaticKeySet } from '../../../libs/mcp-auth/src/identity-provider/static.key-set.js';
import { ecKeys, rsaKeys } from '../../support/keys.js';

describe('a public key in the options', () => {
  it('may be PEM', async () => {
    const pem = (await ecKeys()).publicKey.export({ format: 'pem', type: 'spki' }).toString();
    expect(readPublicKey(pem)?.algorithms).toEqual(['ES256']);
  });

  it('may be a JWK with id and algorithm', async () => {
    const jwk = { ...(await ecKeys()).publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'ES256' };
    expect(readPublicKey(jwk)).toMatchObject({ keyId: 'k', algorithms: ['ES256'] });
  });

  it('may not be private, in PEM or JWK', async () => {
    const { privateKey } = await rsaKeys();
    expect(readPublicKey(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString())).toBeUndefined();
    expect(readPublicKey(privateKey.export({ format: 'jwk' }))).toBeUndefined();
  });

  it.each(['', 'nonsense', { kty: 'oct', k: 'c2VjcmV0' }, { kty: 'RSA' }, {}])('may not be %j', (input) => {
    expect(readPublicKey(input)).toBeUndefined();
  });
});

describe('a static key set', () => {
  it('has its key for tokens without a key id or with the same one', async () => {
    const key = { keyId: 'k', key: (await ecKeys()).publicKey, algorithms: ['ES256'] };
    const keys = new StaticKeySet(key);
    expect(keys.find(undefined)).toEqual({ found: 'keys', keys: [key] });
    expect(keys.find('k')).toEqual({ found: 'keys', keys: [key] });
    expect(keys.find('other')).toEqual({ found: 'unknown' });
  });

  it('has its key for every key id when the key has none', async () => {
    const key = { keyId: undefined, key: (await ecKeys()).publicKey, algorithms: ['ES256'] };
    expect(new StaticKeySet(key).find('any').found).toBe('keys');
  });
});
