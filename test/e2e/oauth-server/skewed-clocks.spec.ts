import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../../libs/mcp-auth/src/core/clock.js';
import { digestOf } from '../../../libs/mcp-auth/src/core/secret-digest.js';
import { Store } from '../../../libs/mcp-auth/src/oauth-server/repositories/store.js';
import { databaseKinds, type TestDatabase } from '../../contract/databases.js';
import { authorizationQuery, testVerifier } from '../../support/authorization.js';
import { ask, bearer, statelessCall, type Answer } from '../../support/http-client.js';
import { startOAuthService, type OAuthService } from '../../support/oauth-service.js';

const skewsMs = [0, 90_000, -90_000];
const pairs = skewsMs.flatMap((_, from) => skewsMs.map((__, to) => [from, to] as const));

describe.each(databaseKinds)('replicas on $name, whose clocks are a minute and a half apart,', ({ create }) => {
  const skipped = create === undefined;
  let database: TestDatabase;
  const replicas: OAuthService[] = [];
  beforeAll(async () => {
    if (create === undefined) return;
    database = await create();
    for (const skewMs of skewsMs) replicas.push(await start(skewMs));
  });
  afterAll(async () => {
    for (const replica of replicas) await replica.stop();
    await database?.drop();
  });

  const start = (skewMs: number) =>
    startOAuthService({
      adapter: 'fastify',
      ...(replicas[0] && { replicaOf: replicas[0] }),
      server: {
        dataSource: database.options,
        encryptionKeys: ['a key of the test of clocks, long enough'],
        clients: [{ clientId: 'cli', redirectUris: ['https://app.test/cb'] }],
      },
      prepare: (app) => {
        app.get(Clock, { strict: false }).nowMs = () => Date.now() + skewMs;
      },
    });

  const replica = (index: number) => {
    const found = replicas[index];
    if (found === undefined) throw new Error('There is no such replica');
    return found;
  };

  async function newCode(index: number): Promise<string> {
    const { headers } = await ask(`${replica(index).origin}/authorize?${authorizationQuery()}`);
    return new URL(String(headers.location)).searchParams.get('code') ?? '';
  }

  function token(index: number, form: Readonly<Record<string, string>>): Promise<Answer> {
    const body = new URLSearchParams({ client_id: 'cli', ...form }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return ask(`${replica(index).origin}/token`, { method: 'POST', headers, body });
  }

  const redeem = (index: number, code: string) => {
    const redirect_uri = 'https://app.test/cb';
    return token(index, { grant_type: 'authorization_code', code, redirect_uri, code_verifier: testVerifier });
  };

  async function call(index: number, accessToken: string): Promise<number> {
    const { headers, ...rest } = statelessCall('tools/list');
    const { host } = new URL(replica(0).resource);
    const wanted = { ...headers, ...bearer(accessToken), host };
    return (await ask(`${replica(index).origin}/mcp`, { ...rest, headers: wanted })).status;
  }

  it.skipIf(skipped)('take each other’s codes and tokens while they are fresh (PF-07)', async () => {
    const seen: (readonly number[])[] = [];
    for (const [from, to] of pairs) {
      const tokens = await redeem(to, await newCode(from));
      seen.push([tokens.status, await call(from, String(tokens.json()['access_token']))]);
    }
    expect(seen).toEqual(pairs.map(() => [200, 200]));
  });

  it.skipIf(skipped)('give codes and tokens no longer and no shorter life than they should have (PF-07)', async () => {
    for (const index of skewsMs.keys()) {
      const code = await newCode(index);
      const family = await replica(0).app.get(Store, { strict: false }).families.findByCode(digestOf(code));
      const { exp = 0 } = decodeJwt(String((await redeem(index, code)).json()['access_token']));
      const nowMs = Date.now();
      const livesMs = [(family?.code.expiresAtMs ?? 0) - nowMs, exp * 1000 - nowMs];
      expect(livesMs[0]).toBeGreaterThan(55_000);
      expect(livesMs[0]).toBeLessThanOrEqual(60_500);
      expect(livesMs[1]).toBeGreaterThan(890_000);
      expect(livesMs[1]).toBeLessThanOrEqual(901_500);
    }
  });

  it.skipIf(skipped)('lead a token that was just spent elsewhere to its successor (PF-07)', async () => {
    for (const [from, to] of pairs) {
      const first = String((await redeem(from, await newCode(from))).json()['refresh_token']);
      const refresh = (index: number) => token(index, { grant_type: 'refresh_token', refresh_token: first });
      const [one, other] = [await refresh(from), await refresh(to)];
      expect([one.status, other.json()['refresh_token']]).toEqual([200, one.json()['refresh_token']]);
    }
  });
});
