import { request as httpRequest, type IncomingMessage } from 'node:http';
import { decodeJwt } from 'jose';
import { GrantAdministration } from 'nestjs-mcp-auth/oauth-server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { databaseKinds, type TestDatabase } from '../../contract/databases.js';
import { authorizationQuery, testVerifier } from '../../support/authorization.js';
import { ask, bearer, initializeCall, statelessCall, type Answer } from '../../support/http-client.js';
import { startOAuthService, type OAuthService, type OAuthServiceOptions } from '../../support/oauth-service.js';

const client = { clientId: 'cli', redirectUris: ['https://app.test/cb'] };
/** What the contract promises, and what it takes to ask. */
const withinASecond = { timeout: 1_200, interval: 20 };

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

describe.each(databaseKinds)('of two replicas on $name', ({ create }) => {
  const skipped = create === undefined;
  let database: TestDatabase;
  let one: OAuthService;
  let other: OAuthService;
  beforeAll(async () => {
    if (create === undefined) return;
    database = await create();
    one = await start({ adapter: 'express' });
    other = await start({ adapter: 'fastify', replicaOf: one });
  });
  afterAll(async () => {
    await one?.stop();
    await other?.stop();
    await database?.drop();
  });

  const start = ({ server, ...rest }: OAuthServiceOptions) =>
    startOAuthService({
      ...rest,
      server: {
        dataSource: database.options,
        encryptionKeys: ['a key of the feed test, long enough for it'],
        clients: [client],
        ...server,
      },
    });

  async function login(service: OAuthService, person = 'alice'): Promise<Tokens> {
    const query = authorizationQuery();
    const { headers } = await ask(`${service.origin}/authorize?${query}`, { headers: { 'x-test-user': person } });
    const code = new URL(String(headers.location)).searchParams.get('code') ?? '';
    const redirect_uri = 'https://app.test/cb';
    const redemption = { grant_type: 'authorization_code', code, redirect_uri, code_verifier: testVerifier };
    const body = new URLSearchParams({ client_id: 'cli', ...redemption });
    return (await (await fetch(`${service.origin}/token`, { method: 'POST', body })).json()) as Tokens;
  }

  async function revoke(service: OAuthService, token: string): Promise<void> {
    const body = new URLSearchParams({ client_id: 'cli', token });
    const { status } = await fetch(`${service.origin}/revoke`, { method: 'POST', body });
    expect(status).toBe(200);
  }

  /** As behind a proxy, which hands on the public name. */
  const publicHost = () => ({ host: new URL(one.resource).host });

  function call(service: OAuthService, token: string): Promise<Answer> {
    const { headers, ...rest } = statelessCall('tools/list');
    return ask(`${service.origin}/mcp`, { ...rest, headers: { ...headers, ...bearer(token), ...publicHost() } });
  }

  const refusedBy = (service: OAuthService, token: string) =>
    vi.waitFor(async () => {
      const { status, headers } = await call(service, token);
      expect([status, String(headers['www-authenticate'])]).toEqual([401, expect.stringContaining('was revoked')]);
    }, withinASecond);

  it.skipIf(skipped)(
    'each refuses the tokens of a login that the other one ended, within a second (RI-04)',
    async () => {
      const { access_token: token, refresh_token: refreshToken } = await login(one);
      expect((await call(other, token)).status).toBe(200);
      await revoke(one, refreshToken);
      await refusedBy(other, token);
    },
  );

  it.skipIf(skipped)('each refuses a token that the other one revoked, and no other one of its login', async () => {
    const { access_token: token, refresh_token } = await login(one);
    const body = new URLSearchParams({ client_id: 'cli', grant_type: 'refresh_token', refresh_token });
    const refreshed = (await (await fetch(`${one.origin}/token`, { method: 'POST', body })).json()) as Tokens;
    await revoke(other, token);
    await refusedBy(one, token);
    expect((await call(one, refreshed.access_token)).status).toBe(200);
  });

  it.skipIf(skipped)('the one that revokes refuses at once', async () => {
    const { access_token: token } = await login(one);
    await call(one, token);
    await revoke(one, token);
    expect((await call(one, token)).status).toBe(401);
  });

  it.skipIf(skipped)('one that starts later refuses from its first request on', async () => {
    const { access_token: token } = await login(one);
    await revoke(one, token);
    const late = await start({ adapter: 'fastify', replicaOf: one });
    const { status } = await call(late, token);
    await late.stop();
    expect(status).toBe(401);
  });

  it.skipIf(skipped)('each refuses what an administrator ends at the other one, and nothing else', async () => {
    const [alices, bobs] = [await login(one), await login(one, 'bob')];
    const administration = one.app.get(GrantAdministration, { strict: false });
    expect(await administration.end({ subject: 'alice' })).toBeGreaterThan(0);
    await refusedBy(other, alices.access_token);
    expect((await call(other, bobs.access_token)).status).toBe(200);
    await expect(administration.end({ subject: 'alice' })).resolves.toBe(0);
  });

  it.skipIf(skipped)('one login is ended by the id that its tokens name', async () => {
    const { access_token: token } = await login(one);
    const { grant_id: grantId } = decodeJwt<{ grant_id: string }>(token);
    const administration = one.app.get(GrantAdministration, { strict: false });
    await expect(administration.end({ grantId })).resolves.toBe(1);
    await refusedBy(other, token);
  });

  it.skipIf(skipped)('each closes the streams of what the other one revoked', async () => {
    const { access_token: token, refresh_token: refreshToken } = await login(one);
    const stream = await openStream(other, token);
    stream.resume();
    await revoke(one, refreshToken);
    await vi.waitFor(() => expect(stream.readableEnded).toBe(true), withinASecond);
  });

  it.skipIf(skipped)('each closes the streams of an opaque token that the other one revoked', async () => {
    const opaque = await start({ adapter: 'fastify', replicaOf: one, server: { tokens: { format: 'opaque' } } });
    const { access_token: token } = await login(opaque);
    const stream = await openStream(opaque, token);
    stream.resume();
    await revoke(other, token);
    await vi.waitFor(() => expect(stream.readableEnded).toBe(true), withinASecond);
    await opaque.stop();
  });

  /** The stream of a session, on which nothing happens. */
  async function openStream(service: OAuthService, token: string): Promise<IncomingMessage> {
    const { host } = publicHost();
    const { headers, ...rest } = initializeCall();
    const opened = await ask(`${service.origin}/mcp`, { ...rest, headers: { ...headers, ...bearer(token), host } });
    const session = { 'mcp-session-id': String(opened.headers['mcp-session-id']) };
    const version = { 'mcp-protocol-version': '2025-11-25' };
    const wanted = { ...session, ...version, ...bearer(token), host, accept: 'text/event-stream' };
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest(`${service.origin}/mcp`, { headers: wanted, agent: false }, resolve);
      outgoing.on('error', reject);
      outgoing.end();
    });
  }
});
