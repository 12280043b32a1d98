import { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuthorizationServerHealth, type OAuthServerOptions } from 'nestjs-mcp-auth/oauth-server';
import { databaseKinds, type TestDatabase } from '../../contract/databases.js';
import { authorizationQuery, testVerifier } from '../../support/authorization.js';
import { ask, bearer, statelessCall, type Answer } from '../../support/http-client.js';
import { startOAuthService, type OAuthService } from '../../support/oauth-service.js';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.js';

const client = { clientId: 'cli', redirectUris: ['https://app.test/cb'] };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const onServers = databaseKinds.filter(({ name }) => name !== 'SQLite');

/** Of the database, behind which there is the network. */
describe.each(onServers)('a service whose $name', ({ name, create }) => {
  const skipped = create === undefined;
  let database: TestDatabase;
  let proxy: TcpProxy;
  let service: OAuthService;
  let server: Partial<OAuthServerOptions>;
  beforeEach(async () => {
    if (create === undefined) return;
    database = await create();
    const { options } = database;
    if (!('url' in options) || options.url === undefined) throw new Error('The database has no URL');
    const url = new URL(options.url);
    proxy = await startTcpProxy(Number(url.port));
    url.port = String(proxy.port);
    server = {
      // One connection, so that what befalls it befalls every statement.
      dataSource: { ...options, url: url.href, poolSize: 1 } as typeof options,
      encryptionKeys: ['a key of the fault test, long enough for it'],
      clients: [client],
      clientMetadataDocuments: 'off',
    };
    service = await startOAuthService({ adapter: 'fastify', server });
  });
  afterEach(async () => {
    await service?.stop();
    await proxy?.close();
    await database?.drop();
  });

  const authorize = () => ask(`${service.origin}/authorize?${authorizationQuery()}`);
  const codeOf = ({ headers }: Answer) => new URL(String(headers.location)).searchParams.get('code') ?? '';
  const post = (path: string, parameters: Readonly<Record<string, string>>) => {
    const body = new URLSearchParams({ client_id: 'cli', ...parameters }).toString();
    return ask(`${service.origin}${path}`, { method: 'POST', headers: form, body });
  };
  const redeem = (code: string) => {
    const redirect_uri = 'https://app.test/cb';
    return post('/token', { grant_type: 'authorization_code', code, redirect_uri, code_verifier: testVerifier });
  };
  const call = (token: string, { origin } = service) => {
    const { headers, ...rest } = statelessCall('tools/list');
    const { host } = new URL(service.resource);
    return ask(`${origin}/mcp`, { ...rest, headers: { ...headers, ...bearer(token), host } });
  };
  const health = () => service.app.get(AuthorizationServerHealth, { strict: false }).check();
  const outcomeOf = ({ status, headers }: Answer) => [status, headers['retry-after']];

  it.skipIf(skipped)('is gone says so at each endpoint, and serves JWTs on (PF-02)', async () => {
    const code = codeOf(await authorize());
    const { access_token: token } = (await redeem(code)).json() as { access_token: string };
    const unspent = codeOf(await authorize());
    await proxy.cut();
    const answers = await Promise.all([
      authorize(),
      redeem(unspent),
      post('/par', Object.fromEntries(new URLSearchParams(authorizationQuery()))),
      post('/revoke', { token: 'mcpat_unknown' }),
    ]);
    expect(answers.map(outcomeOf)).toEqual(answers.map(() => [503, '5']));
    expect([(await call(token)).status, await health()]).toMatchObject([200, { database: { status: 'down' } }]);
    await proxy.mend();
    // Without a restart, and with what was there before.
    await vi.waitFor(async () => expect((await redeem(unspent)).status).toBe(200), { timeout: 5_000 });
    await expect(health()).resolves.toEqual({ database: { status: 'up' }, revocations: { status: 'up' } });
  });

  it.skipIf(skipped)(
    'is gone takes no JWT where nobody may be let in who might be revoked, until it is back (RI-04)',
    { timeout: 30_000 },
    async () => {
      const revocations = { onFeedLost: 'refuse' } as const;
      const strict = await startOAuthService({
        adapter: 'fastify',
        replicaOf: service,
        server: { ...server, revocations },
      });
      const { access_token: token } = (await redeem(codeOf(await authorize()))).json() as { access_token: string };
      await proxy.cut();
      await vi.waitFor(async () => expect(outcomeOf(await call(token, strict))).toEqual([503, '5']), {
        timeout: 10_000,
      });
      const meanwhile = await call(token);
      await proxy.mend();
      await vi.waitFor(async () => expect((await call(token, strict)).status).toBe(200), { timeout: 5_000 });
      const told = new Set(strict.log.lines.flatMap((line) => /revocation_feed_(?:lost|restored)/.exec(line) ?? []));
      await strict.stop();
      expect([meanwhile.status, told]).toEqual([200, new Set(['revocation_feed_lost', 'revocation_feed_restored'])]);
    },
  );

  it.skipIf(skipped)(
    'does not answer says so in time, and finds a new way when there is one (PF-02)',
    { timeout: 30_000 },
    async () => {
      const code = codeOf(await authorize());
      proxy.hold();
      expect(outcomeOf(await redeem(code))).toEqual([503, '5']);
      await proxy.mend();
      await vi.waitFor(async () => expect((await redeem(code)).status).toBe(200), { timeout: 20_000 });
    },
  );

  const spending = /UPDATE .mcp_auth_token_family/;
  const refreshTokenOf = (answer: Answer) => String(answer.json()['refresh_token']);
  const refresh = (token: string) => post('/token', { grant_type: 'refresh_token', refresh_token: token });

  it.skipIf(skipped)('breaks off before a token is spent has spent nothing (PF-03)', async () => {
    const token = refreshTokenOf(await redeem(codeOf(await authorize())));
    proxy.breakAt(spending, 'before it is sent');
    const broken = await refresh(token);
    expect([outcomeOf(broken), (await refresh(token)).status]).toEqual([[503, '5'], 200]);
  });

  it.skipIf(skipped)('breaks off after a token is spent leads to its one successor (PF-03, RT-04)', async () => {
    const token = refreshTokenOf(await redeem(codeOf(await authorize())));
    proxy.breakAt(spending, 'before its answer');
    const broken = await refresh(token);
    const [first, second] = [await refresh(token), await refresh(token)];
    expect([outcomeOf(broken), first.status]).toEqual([[503, '5'], 200]);
    expect(refreshTokenOf(second)).toBe(refreshTokenOf(first));
  });

  it.skipIf(skipped)('breaks off after a code is spent gives no second tokens for it (PF-03)', async () => {
    const code = codeOf(await authorize());
    proxy.breakAt(spending, 'before its answer');
    const broken = await redeem(code);
    const again = await redeem(code);
    expect([outcomeOf(broken), [again.status, again.json()['error']]]).toEqual([
      [503, '5'],
      [400, 'invalid_grant'],
    ]);
  });

  // MariaDB can be made read-only only as a whole, under the feet of every other test.
  const failovers = name === 'PostgreSQL' ? ['failover'] : [];
  it.skipIf(skipped).each(failovers)(
    'takes reads alone says so, and is written to again after the %s (PF-02)',
    { timeout: 30_000 },
    async () => {
      const code = codeOf(await authorize());
      const { readOnly, readWrite, end } = await accessModeOf(database);
      // Connections that are made now are of a replica, and stay so.
      await readOnly();
      await proxy.cut();
      await proxy.mend();
      await vi.waitFor(async () => expect(outcomeOf(await redeem(code))).toEqual([503, '5']));
      await readWrite();
      await vi.waitFor(async () => expect((await redeem(code)).status).toBe(200), { timeout: 20_000 });
      await end();
    },
  );
});

async function accessModeOf({ options }: TestDatabase) {
  const admin = await new DataSource(options).initialize();
  const set = (mode: 'on' | 'off') =>
    admin.query(`ALTER DATABASE ${String(admin.driver.database)} SET default_transaction_read_only = ${mode}`);
  return { readOnly: () => set('on'), readWrite: () => set('off'), end: () => admin.destroy() };
}
