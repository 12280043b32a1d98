import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Clock } from '../../../libs/mcp-auth/src/core/clock.js';
import { authorizationQuery } from '../../support/authorization.js';
import { startClientHost, type ClientHost } from '../../support/client-host.js';
import { ask, type Answer } from '../../support/http-client.js';
import type { Behaviour } from '../../support/json-server.js';
import { adapters } from '../../support/launch.js';
import { startOAuthService, type OAuthService } from '../../support/oauth-service.js';

const redirectUri = 'https://app.test/cb';

/** This machine, networks that are not public, and ways to write them. */
const specialHosts = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '192.168.0.1',
  '198.18.0.1',
  '240.0.0.1',
  '[::1]',
  '[fc00::1]',
  '[fe80::1]',
  '[::ffff:10.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::a00:1]',
  '[2002:a00:1::]',
  'localhost',
];

/** Answers each path with a document of the client that has this id. */
const documents =
  (host: ClientHost, changes: object = {}, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  ({ url = '' }, response) => {
    const document = { client_id: host.origin + url, client_name: 'Notes', redirect_uris: [redirectUri], ...changes };
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(document));
  };

describe.each(adapters)('a client known by its metadata document, on %s', (adapter) => {
  let service: OAuthService;
  let host: ClientHost;
  let ids = 0;
  beforeAll(async () => {
    host = await startClientHost();
    const stored = `${host.origin}/known`;
    service = await startOAuthService({
      adapter,
      server: { clients: [{ clientId: stored, redirectUris: ['https://known.test/cb'] }] },
    });
    host.showTo(service.app);
  });
  beforeEach(() => host.respond(documents(host)));
  afterAll(async () => {
    await service.stop();
    host.stop();
  });

  const newId = () => `${host.origin}/clients/${(ids += 1)}`;
  const authorize = (clientId: string, changes: Readonly<Record<string, string>> = {}) =>
    ask(`${service.issuer}/authorize?${authorizationQuery({ client_id: clientId, ...changes })}`);
  const exchange = (clientId: string) =>
    ask(`${service.issuer}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: 'authorization_code', code: 'x', client_id: clientId }).toString(),
    });
  const expectPage = ({ status, headers }: Answer) =>
    expect([status, headers.location, headers['content-type']]).toEqual([400, undefined, 'text/html; charset=utf-8']);
  const expectCode = ({ status, headers }: Answer) =>
    expect([status, new URL(headers.location ?? '').searchParams.has('code')]).toEqual([303, true]);

  it('may log somebody in (AS-24, AS-25)', async () => {
    expectCode(await authorize(newId()));
  });

  it('gets its document fetched without cookies, credentials or redirects (CI-04)', async () => {
    const id = newId();
    await authorize(id);
    const sent = host.requests.filter(({ path }) => id.endsWith(path)).map(({ headers }) => headers);
    expect(sent).toEqual([expect.objectContaining({ accept: 'application/json' })]);
    expect(Object.keys(sent[0] ?? {})).not.toContain('cookie');
    expect(Object.keys(sent[0] ?? {})).not.toContain('authorization');
  });

  it.each([
    ['http', (origin: string) => `${origin.replace('https', 'http')}/client`],
    ['no path', (origin: string) => origin],
    ['only a slash for a path', (origin: string) => `${origin}/`],
    ['a fragment', (origin: string) => `${origin}/client#x`],
    ['a bare fragment', (origin: string) => `${origin}/client#`],
    ['user info', (origin: string) => `${origin.replace('//', '//user@')}/client`],
    ['a step up', (origin: string) => `${origin}/a/../client`],
    ['a step to where it is', (origin: string) => `${origin}/./client`],
    ['a percent-coded step', (origin: string) => `${origin}/a/%2e%2e/client`],
    ['a mixed percent-coded step', (origin: string) => `${origin}/a/.%2E`],
    ['a blank', (origin: string) => `${origin}/cli ent`],
    ['a backslash', (origin: string) => `${origin}\\client`],
    ['capitals in its host', (origin: string) => `${origin.replace('client', 'CLIENT')}/client`],
    ['a leading blank', (origin: string) => ` ${origin}/client`],
  ])('is unknown by an id with %s, and nothing is fetched (CI-01)', async (_, idOf) => {
    const before = host.connections();
    expectPage(await authorize(idOf(host.origin)));
    expect(host.connections()).toBe(before);
  });

  it.each(specialHosts)('is not looked for at %s (CI-02)', async (name) => {
    const before = host.connections();
    expectPage(await authorize(`https://${name}:${host.port}/client`));
    expect(host.connections()).toBe(before);
  });

  it.each([301, 302, 307, 308])('is not followed to where a %i leads (CI-04)', async (status) => {
    const id = newId();
    host.respond((_, response) => void response.writeHead(status, { location: `${host.origin}/elsewhere` }).end());
    expectPage(await authorize(id));
    expect(host.requests.some(({ path }) => path === '/elsewhere')).toBe(false);
  });

  it.each<readonly [string, Behaviour]>([
    ['declares too much', (_, response) => void response.writeHead(200, { 'content-length': 20_000 }).end(big)],
    ['sends too much', (_, response) => void response.writeHead(200).write(big, () => response.end())],
    [
      'unpacks to too much',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(1e7))),
    ],
    ['is no JSON', (_, response) => void response.writeHead(200).end('<html>')],
    ['is not there', (_, response) => void response.writeHead(404).end()],
    ['is not modified, which nobody had asked', (_, response) => void response.writeHead(304).end()],
  ])('is none whose document %s (CI-05, CI-07, CI-08)', async (_, behaviour) => {
    host.respond(behaviour);
    expectPage(await authorize(newId()));
  });

  it.each<readonly [string, (id: string) => object]>([
    ['has another id by a slash', (id) => ({ client_id: `${id}/` })],
    ['has another id by a character', (id) => ({ client_id: `${id}x` })],
    ['has another id by case', (id) => ({ client_id: id.replace('clients', 'Clients') })],
    ['has no id', () => ({ client_id: undefined })],
    ['holds a secret', () => ({ client_secret: 'secret' })],
    ['wants to use a secret', () => ({ token_endpoint_auth_method: 'client_secret_basic' })],
    ['wants to sign with a secret', () => ({ token_endpoint_auth_method: 'client_secret_jwt' })],
    ['has a private key', () => ({ jwks: { keys: [{ kty: 'EC', d: 'secret' }] } })],
    ['has no redirect URIs', () => ({ redirect_uris: undefined })],
    ['has empty redirect URIs', () => ({ redirect_uris: [] })],
    ['has a redirect URI that runs', () => ({ redirect_uris: ['javascript:alert(1)', redirectUri] })],
    ['has no name', () => ({ client_name: undefined })],
  ])('is none whose document %s, neither here nor at the token endpoint (CI-06, CI-07)', async (_, changes) => {
    const id = newId();
    host.respond(documents(host, changes(id)));
    expectPage(await authorize(id));
    const { status, json } = await exchange(id);
    const generic = { error: 'invalid_client', error_description: 'Client authentication failed' };
    expect([status, json()]).toEqual([401, expect.objectContaining(generic)]);
  });

  it.each([
    ['of another type', { 'content-type': 'text/html' }],
    ['of no type', { 'content-type': '' }],
  ])('is none whose document is %s (CI-07)', async (_, headers) => {
    host.respond(documents(host, {}, headers));
    expectPage(await authorize(newId()));
  });

  it('may redirect only to what its document has (AS-27)', async () => {
    expectPage(await authorize(newId(), { redirect_uri: 'https://app.test/other' }));
  });

  it('may come from any port of its own machine, where its document has none (CL-14)', async () => {
    host.respond(documents(host, { redirect_uris: ['http://localhost/callback', 'http://127.0.0.1/callback'] }));
    expectCode(await authorize(newId(), { redirect_uri: 'http://127.0.0.1:50123/callback' }));
  });

  it('is asked for once by 100 who ask at once (CI-08)', async () => {
    const id = newId();
    const answers = await Promise.all(Array.from({ length: 100 }, () => authorize(id)));
    expect(answers.every(({ status }) => status === 303)).toBe(true);
    expect(host.requests.filter(({ path }) => id.endsWith(path))).toHaveLength(1);
  });

  it.each<readonly [string, Readonly<Record<string, string>>, number, number]>([
    ['nothing', {}, 299, 301],
    ['no-store', { 'cache-control': 'no-store' }, 59, 61],
    ['max-age=0', { 'cache-control': 'max-age=0' }, 59, 61],
    ['max-age=600', { 'cache-control': 'public, max-age=600' }, 599, 601],
    ['max-age=600 with an age of 200', { 'cache-control': 'max-age=600', age: '200' }, 399, 401],
    ['ten years', { 'cache-control': 'max-age=315360000' }, 86_399, 86_401],
  ])('is kept as its headers say, within bounds: %s (CI-08)', async (_, headers, kept, renewed) => {
    const id = newId();
    host.respond(documents(host, {}, headers));
    const clock = service.app.get(Clock, { strict: false });
    const { monotonicMs } = clock;
    const fetched = () => host.requests.filter(({ path }) => id.endsWith(path)).length;
    try {
      const startMs = performance.now();
      clock.monotonicMs = () => startMs;
      await authorize(id);
      clock.monotonicMs = () => startMs + kept * 1000;
      await authorize(id);
      expect(fetched()).toBe(1);
      clock.monotonicMs = () => startMs + renewed * 1000;
      await authorize(id);
      expect(fetched()).toBe(2);
    } finally {
      clock.monotonicMs = monotonicMs;
    }
  });
});

const big = 'x'.repeat(20_000);
