import { createPublicKey, sign, type KeyObject } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Signer, SigningKeyAdministration, type PublicSigningKey } from 'nestjs-mcp-auth/oauth-server';
import { Clock } from '../../../libs/mcp-auth/src/core/clock.js';
import { ask, bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import { ecKeys } from '../../support/keys.js';
import { startAttacked, type AttackedService } from '../../support/oauth-attack.js';

const isTakenBy = async (service: AttackedService, token: string) =>
  (await ask(service.resource, withHeaders(statelessCall('tools/list'), bearer(token)))).status === 200;

/** Verifies a token by a library that is not ours, with the published keys. */
async function verified(service: AttackedService, token: string): Promise<string | undefined> {
  const keys = createRemoteJWKSet(new URL(`${service.issuer}/.well-known/jwks.json`));
  const { payload } = await jwtVerify(token, keys, { issuer: service.issuer, audience: service.resource });
  return payload.sub;
}

describe('access tokens', () => {
  it.each(['ES256', 'RS256', 'PS256', 'EdDSA'] as const)(
    'are signed by %s where that is chosen (RFC 9068)',
    async (alg) => {
      const service = await startAttacked('fastify', { signingAlgorithm: alg });
      const { accessToken } = await service.logIn();
      const header = decodeProtectedHeader(accessToken);
      const outcome = [await verified(service, accessToken), await isTakenBy(service, accessToken)];
      await service.stop();
      expect([header.alg, header.typ, ...outcome]).toEqual([alg, 'at+jwt', 'alice', true]);
    },
  );

  it('are signed elsewhere, where the application brings a signer', async () => {
    const service = await startAttacked('fastify', { signer: { useClass: VaultSigner } });
    const { accessToken } = await service.logIn();
    const outcome = [await verified(service, accessToken), await isTakenBy(service, accessToken)];
    await service.stop();
    expect([decodeProtectedHeader(accessToken).kid, ...outcome]).toEqual(['in the vault', 'alice', true]);
  });
});

/** Stands for a key management service: the private key never leaves it. */
class VaultSigner extends Signer {
  private keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | undefined;

  override async start(): Promise<void> {
    this.keys = await ecKeys();
  }

  currentKey(): Promise<Omit<PublicSigningKey, 'jwk'>> {
    return Promise.resolve({ keyId: 'in the vault', algorithm: 'ES256' });
  }

  sign(_keyId: string, input: string): Promise<Buffer> {
    if (this.keys === undefined) throw new Error('The vault is not open');
    return Promise.resolve(
      sign('sha256', Buffer.from(input), { key: this.keys.privateKey, dsaEncoding: 'ieee-p1363' }),
    );
  }

  publicKeys(): Promise<readonly PublicSigningKey[]> {
    if (this.keys === undefined) throw new Error('The vault is not open');
    const jwk = {
      ...createPublicKey(this.keys.publicKey.export({ type: 'spki', format: 'pem' })).export({ format: 'jwk' }),
    };
    return Promise.resolve([{ keyId: 'in the vault', algorithm: 'ES256', jwk }]);
  }
}

describe('signing keys in a database', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mcp-auth-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const [first, second] = ['the first key of the signing test, long', 'the second key of the signing test, long'];
  const start = (encryptionKeys: readonly string[]) =>
    startAttacked('fastify', {
      dataSource: { type: 'better-sqlite3', database: join(folder, 'store.sqlite') },
      encryptionKeys,
    });
  const keyIdsOf = async (service: AttackedService) => {
    const { keys } = (await ask(`${service.issuer}/.well-known/jwks.json`)).json() as {
      readonly keys: readonly { readonly kid: string }[];
    };
    return keys.map(({ kid }) => kid);
  };

  it('are the same after a restart, also under a new encryption key beside the old one', async () => {
    const seen: (readonly string[])[] = [];
    for (const encryptionKeys of [[first], [first], [second, first]]) {
      const service = await start(encryptionKeys);
      seen.push(await keyIdsOf(service));
      await service.stop();
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });

  it('can be taken away, with all that they have signed, and sign no more (KR-03)', async () => {
    const service = await start([first]);
    const { accessToken, refreshToken } = await service.logIn();
    const keys = service.app.get(SigningKeyAdministration, { strict: false });
    const [stolen] = await keys.list();
    await keys.retire(stolen?.keyId ?? '');
    service.app.get(Clock, { strict: false }).monotonicMs = () => performance.now() + 70_001;
    const refresh = { grant_type: 'refresh_token', client_id: 'cli', refresh_token: refreshToken };
    const { access_token } = (await service.token(refresh)).json();
    const outcome = [await isTakenBy(service, accessToken), await isTakenBy(service, String(access_token))];
    const published = await keyIdsOf(service);
    await service.stop();
    expect([...outcome, published.includes(stolen?.keyId ?? '')]).toEqual([false, true, false]);
  });

  it('are published without what is private of them', async () => {
    const service = await start([first]);
    const { keys } = (await ask(`${service.issuer}/.well-known/jwks.json`)).json() as {
      readonly keys: readonly object[];
    };
    await service.stop();
    expect(keys.map((key) => Object.keys(key).toSorted((a, b) => a.localeCompare(b)))).toEqual([
      ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
    ]);
  });
});
