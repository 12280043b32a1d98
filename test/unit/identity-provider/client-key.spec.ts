import { describe, expect, it } from 'vitest';
import { readClientKey } from '../../../libs/mcp-auth/src/identity-provider/client-key.js';
import { ecKeys, ed25519Keys, rsaKeys, type KeyPair } from '../../support/keys.js';

const fault = 'is no usable private key: PEM (PKCS #8) or JWK, RSA of 2048 bits or more, P-256, P-384 or Ed25519';
const pemOf = ({ privateKey }: KeyPair) => privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const jwkOf = ({ privateKey }: KeyPair) => privateKey.export({ format: 'jwk' }) as Record<string, unknown>;

describe('the key of this service', () => {
  it.each([
    ['RSA', () => rsaKeys(), 'RS256'],
    ['P-256', () => ecKeys('P-256'), 'ES256'],
    ['P-384', () => ecKeys('P-384'), 'ES384'],
    ['Ed25519', ed25519Keys, 'EdDSA'],
  ])('may be of the kind %s, as PEM, JWK or JWK text', async (_, make, algorithm) => {
    const pair = await make();
    const inputs = [pemOf(pair), jwkOf(pair), ` ${JSON.stringify(jwkOf(pair))}`];
    expect(inputs.map(readClientKey)).toMatchObject(inputs.map(() => ({ key: { algorithm } })));
  });

  it('has the name that its JWK gives it', async () => {
    const jwk = jwkOf(await ecKeys());
    expect([readClientKey({ ...jwk, kid: 'k1' }), readClientKey({ ...jwk, kid: 7 })]).toMatchObject([
      { key: { keyId: 'k1' } },
      { key: { keyId: undefined } },
    ]);
  });

  it.each([
    ['PS256', 'PS256'],
    ['RS512', 'RS512'],
    ['ES256', 'RS256'],
    [7, 'RS256'],
  ])('signs by the algorithm that its JWK declares, where it can: %j', async (alg, algorithm) => {
    expect(readClientKey({ ...jwkOf(await rsaKeys()), alg })).toMatchObject({ key: { algorithm } });
  });

  it('has no name as PEM', async () => {
    expect(readClientKey(pemOf(await ecKeys()))).toMatchObject({ key: { keyId: undefined } });
  });

  it.each([
    ['too short', async () => pemOf(await rsaKeys(1024))],
    ['on a curve that we do not use', async () => pemOf(await ecKeys('secp256k1'))],
    ['public', async () => (await ecKeys()).publicKey.export({ format: 'jwk' }) as Record<string, unknown>],
    ['a shared secret', async () => Promise.resolve({ kty: 'oct', k: 'c2VjcmV0' })],
    ['JSON that ends too early', async () => Promise.resolve('{"kty":"EC"')],
    ['empty', async () => Promise.resolve('')],
  ])('is refused when it is %s', async (_, make) => {
    expect(readClientKey(await make())).toEqual({ fault });
  });

  it('is not repeated in the fault', () => {
    expect(JSON.stringify(readClientKey('-----BEGIN PRIVATE KEY-----\ns3cret'))).not.toContain('s3cret');
  });
});
