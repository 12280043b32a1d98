import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../libs/mcp-auth/src/core/secret-digest.js';
import { Store } from '../../libs/mcp-auth/src/oauth-server/repositories/store.js';
import { readRefreshToken } from '../../libs/mcp-auth/src/oauth-server/tokens/refresh-token.js';
import { databaseKinds, type TestDatabase } from '../contract/databases.js';
import { authorizationQuery, testVerifier } from '../support/authorization.js';
import { startOAuthService, type OAuthService } from '../support/oauth-service.js';

const codeCount = 2_000;
const codeRacers = 16;
const familyCount = 500;
const refreshRacers = 8;

interface TokenAnswer {
  readonly status: number;
  readonly refreshToken: string | undefined;
  readonly error: string | undefined;
}

/** Over real HTTP, where the requests of one race are all under way before the first is answered. */
describe.each(databaseKinds)('what must happen once, on $name', ({ create }) => {
  const skipped = create === undefined;
  let database: TestDatabase;
  let service: OAuthService;
  let store: Store;
  beforeAll(async () => {
    if (create === undefined) return;
    database = await create();
    const clients = [{ clientId: 'cli', redirectUris: ['https://app.test/cb'] }];
    const server = {
      dataSource: database.options,
      encryptionKeys: ['a key of the races, longer than it must be'],
      clients,
    };
    service = await startOAuthService({ adapter: 'fastify', server });
    store = service.app.get(Store, { strict: false });
  });
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  async function newCode(): Promise<string> {
    const answer = await fetch(`${service.issuer}/authorize?${authorizationQuery()}`, { redirect: 'manual' });
    return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  }

  async function askForTokens(parameters: Readonly<Record<string, string>>): Promise<TokenAnswer> {
    const body = new URLSearchParams({ client_id: 'cli', ...parameters });
    const response = await fetch(`${service.issuer}/token`, { method: 'POST', body });
    const answer = (await response.json()) as Readonly<Record<string, string | undefined>>;
    return { status: response.status, refreshToken: answer['refresh_token'], error: answer['error'] };
  }

  const redeem = (code: string) =>
    askForTokens({
      grant_type: 'authorization_code',
      code,
      redirect_uri: 'https://app.test/cb',
      code_verifier: testVerifier,
    });
  const refresh = (token: string) => askForTokens({ grant_type: 'refresh_token', refresh_token: token });
  const race = (racers: number, run: () => Promise<TokenAnswer>) => Promise.all(Array.from({ length: racers }, run));

  it.skipIf(skipped)(`each of ${codeCount} codes is redeemed by one of ${codeRacers} requests`, async () => {
    for (let round = 0; round < codeCount; round += 1) {
      const code = await newCode();
      const answers = await race(codeRacers, () => redeem(code));
      const losers = answers.filter(({ status, error }) => status === 400 && error === 'invalid_grant');
      expect([answers.filter(({ status }) => status === 200).length, losers.length]).toEqual([1, codeRacers - 1]);
      expect((await store.families.findByCode(digestOf(code)))?.revokedAtMs).toBeUndefined();
    }
  });

  it.skipIf(skipped)(
    `each of ${familyCount} families has one leaf after ${refreshRacers} refreshes at once`,
    async () => {
      for (let round = 0; round < familyCount; round += 1) {
        const { refreshToken: first = '' } = await redeem(await newCode());
        const answers = await race(refreshRacers, () => refresh(first));
        expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
        const leaves = new Set(answers.map(({ refreshToken }) => refreshToken));
        expect(leaves.size).toBe(1);
        const [leaf = ''] = leaves;
        const token = readRefreshToken(leaf);
        const family = await store.families.findByLineage(token?.lineageDigest ?? '');
        expect([family?.refresh?.currentDigest, family?.revokedAtMs]).toEqual([token?.digest, undefined]);
      }
    },
  );
});
