import { describe, expect, it } from 'vitest';
import { readPublicKey } from '../../../libs/mcp-auth/src/identity-provider/public-key.js';
import { ecKeys, rsaKeys } from '../../support/keys.js';

const publicJwk = async () => ({ ...(await ecKeys()).publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'ES256' });

describe('a public key in the options', () => {
  it('may be PEM', async () => {
    const pem = (await ecKeys()).publicKey.export({ format: 'pem', type: 'spki' }).toString();
    expect(readPublicKey(pem)).toMatchObject({ key: { algorithms: ['ES256'] } });
  });

  it('may be a JWK with id and algorithm', async () => {
    expect(readPublicKey(await publicJwk())).toMatchObject({ key: { keyId: 'k', algorithms: ['ES256'] } });
  });

  it('may be a JWK as JSON text, as variables have it', async () => {
    const text = `\n ${JSON.stringify(await publicJwk(), undefined, 2)}\n`;
    expect(readPublicKey(text)).toMatchObject({ key: { keyId: 'k', algorithms: ['ES256'] } });
  });

  it('may not be private, in PEM, JWK or JSON text', async () => {
    const { privateKey } = await rsaKeys();
    const jwk = privateKey.export({ format: 'jwk' });
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    const fault = 'is a private key, which nobody but the issuer should have; give its public key';
    for (const input of [pem, jwk, JSON.stringify(jwk)]) expect(readPublicKey(input)).toEqual({ fault });
  });

  it('may not be a JWK Set, as object or as JSON text', async () => {
    const set = { keys: [await publicJwk()] };
    const fault = 'is a JWK Set; give one of its keys';
    for (const input of [set, JSON.stringify(set)]) expect(readPublicKey(input)).toEqual({ fault });
  });

  it.each([
    '',
    'nonsense',
    '{',
    '{}',
    '{"kty":"oct","k":"c2VjcmV0"}',
    { kty: 'oct', k: 'c2VjcmV0' },
    { kty: 'RSA' },
    {},
  ])('may not be %j', (input) => {
    const fault = 'is no usable public key: PEM or JWK, RSA of 2048 bits or more, P-256, P-384, P-521 or Ed25519';
    expect(readPublicKey(input)).toEqual({ fault });
  });
});
