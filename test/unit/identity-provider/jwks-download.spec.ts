import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { downloadKeys } from '../../../libs/mcp-auth/src/identity-provider/jwks-download.js';
import { json, startJsonServer, type JsonServer } from '../../support/json-server.js';
import { ecKeys, rsaKeys } from '../../support/keys.js';
import { outboundWith } from '../../support/outbound.js';

let server: JsonServer;
let good: object;

beforeAll(async () => {
  server = await startJsonServer(json({}));
  good = { ...(await ecKeys()).publicKey.export({ format: 'jwk' }), kid: 'good', use: 'sig' };
});
afterAll(() => server.stop());

async function keyIdsOf(document: unknown): Promise<readonly (string | undefined)[]> {
  server.respond(json(document));
  return (await downloadKeys(server.url, outboundWith().configured)).map((key) => key.keyId);
}

describe('a downloaded key set', () => {
  it('gives keys ready for use', async () => {
    server.respond(json({ keys: [good] }));
    expect(await downloadKeys(server.url, outboundWith().configured)).toMatchObject([
      { keyId: 'good', algorithms: ['ES256'] },
    ]);
  });

  it('keeps a good key beside ones that cannot be used (JK-05)', async () => {
    const bad = [
      { kty: 'RSA', kid: 'broken', n: '!', e: 'AQAB' },
      { ...good, kid: 'encryption', use: 'enc' },
      { kty: 'oct', kid: 'secret', k: 'c2VjcmV0' },
      { kty: 'martian', kid: 'unknown' },
      { ...(await ecKeys()).privateKey.export({ format: 'jwk' }), kid: 'private' },
      { ...(await rsaKeys(1024)).publicKey.export({ format: 'jwk' }), kid: 'weak' },
      { ...(await ecKeys('secp256k1')).publicKey.export({ format: 'jwk' }), kid: 'koblitz' },
      {},
    ];
    expect(await keyIdsOf({ keys: [...bad, good] })).toEqual(['good']);
  });

  it.each([[['sign']], [['encrypt', 'wrapKey']], [[]], ['verify'], [null]])(
    'does not use a key for verifying whose key_ops are %j (RFC 7517 §4.3)',
    async (operations) => {
      expect(await keyIdsOf({ keys: [{ ...good, kid: 'other', key_ops: operations }, good] })).toEqual(['good']);
    },
  );

  it('uses a key whose key_ops say that it verifies (RFC 7517 §4.3)', async () => {
    expect(await keyIdsOf({ keys: [{ ...good, use: undefined, key_ops: ['verify'] }] })).toEqual(['good']);
  });

  it('looks at no more than 100 keys (JK-05)', async () => {
    expect(await keyIdsOf({ keys: Array.from({ length: 2_000 }, () => good) })).toHaveLength(100);
  });

  it('finds the good key behind 2,000 that cannot be used (JK-05)', async () => {
    const secret = { ...(await ecKeys()).privateKey.export({ format: 'jwk' }) };
    const bad = [{ kty: 'martian' }, { kty: 'oct', k: 'c2VjcmV0' }, { ...good, use: 'enc' }, secret];
    const many = Array.from({ length: 2_000 }, (_, i) => bad[i % bad.length]);
    expect(await keyIdsOf({ keys: [...many, good] })).toEqual(['good']);
  });

  it.each([{ keys: null }, { keys: [] }, { keys: [7] }, [], null, 'text', {}])(
    'is refused when it is %j',
    async (document) => {
      await expect(keyIdsOf(document)).rejects.toThrow(/./);
    },
  );
});
