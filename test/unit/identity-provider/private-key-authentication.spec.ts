import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { readClientKey } from '../../../libs/mcp-auth/src/identity-provider/client-key.js';
import { privateKeyJwt } from '../../../libs/mcp-auth/src/identity-provider/private-key-authentication.js';
import { ecKeys, ed25519Keys, rsaKeys, type KeyPair } from '../../support/keys.js';
import { RealRandomness } from '../../support/token-engine.js';

const issuer = 'https://idp.example.com';
const clock = new FrozenClock();
const now = clock.nowMs() / 1000;

function authentication({ privateKey }: KeyPair, kid?: string) {
  const read = readClientKey({ ...privateKey.export({ format: 'jwk' }), ...(kid !== undefined && { kid }) });
  if (!('key' in read)) throw new Error(read.fault);
  return privateKeyJwt('notes-api', issuer, read.key, { clock, randomness: new RealRandomness() });
}

const assertionOf = async (pair: KeyPair, kid?: string) =>
  (await authentication(pair, kid)()).fields['client_assertion'] ?? '';

describe('private_key_jwt (RFC 7523 §2.2)', () => {
  it('shows an assertion in the form, and nothing in a header', async () => {
    const { headers, fields } = await authentication(await ecKeys())();
    expect([headers, fields]).toEqual([
      {},
      {
        client_id: 'notes-api',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: expect.any(String),
      },
    ]);
  });

  it('speaks of this service to the issuer alone, for a minute', async () => {
    const pair = await ecKeys();
    const { payload } = await jwtVerify(await assertionOf(pair), pair.publicKey, { currentDate: new Date(now * 1000) });
    expect(payload).toEqual({
      iss: 'notes-api',
      sub: 'notes-api',
      aud: issuer,
      iat: now,
      exp: now + 60,
      jti: expect.any(String),
    });
  });

  it('makes another assertion for each request, so that none is refused as a replay', async () => {
    const authenticate = authentication(await ecKeys());
    const identifiers = [await authenticate(), await authenticate()].map(
      ({ fields }) => decodeJwt(fields['client_assertion'] ?? '').jti,
    );
    expect(new Set(identifiers).size).toBe(2);
  });

  it.each([
    ['RS256', () => rsaKeys()],
    ['ES384', () => ecKeys('P-384')],
    ['EdDSA', ed25519Keys],
  ])('signs with %s', async (algorithm, make) => {
    const pair = await make();
    const options = { currentDate: new Date(now * 1000), algorithms: [algorithm] };
    const { protectedHeader } = await jwtVerify(await assertionOf(pair), pair.publicKey, options);
    expect(protectedHeader).toEqual({ alg: algorithm });
  });

  it('names its key where the key has a name', async () => {
    expect(decodeProtectedHeader(await assertionOf(await ecKeys(), 'k1'))).toEqual({ alg: 'ES256', kid: 'k1' });
  });
});
