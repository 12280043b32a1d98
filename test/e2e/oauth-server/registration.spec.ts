import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../../libs/mcp-auth/src/core/clock.js';
import { ExpiredRecordsJob } from '../../../libs/mcp-auth/src/oauth-server/maintenance/expired-records.job.js';
import { Store } from '../../../libs/mcp-auth/src/oauth-server/repositories/store.js';
import { ask, bearer, type Answer } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startOAuthService, type OAuthService } from '../../support/oauth-service.js';
import { clientBodies } from '../../support/registration-bodies.js';

const leave = 'token-that-gives-leave-to-register-clients';
const once = 'token-that-gives-leave-to-register-one-client';

const register = (service: OAuthService, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  ask(`${service.issuer}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const good = {
  client_name: 'Notes',
  redirect_uris: ['https://app.test/cb'],
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
};

function expectRefusal({ status, json }: Answer, error: string, expectedStatus = 400): void {
  expect([status, json()['error']]).toEqual([expectedStatus, error]);
}

describe.each(adapters)('dynamic client registration on %s', (adapter) => {
  let service: OAuthService;
  beforeAll(async () => {
    service = await startOAuthService({ adapter });
  });
  afterAll(() => service.stop());

  it('answers with all that was registered, to be kept by nobody on the way (AS-35)', async () => {
    const answer = await register(service, { ...good, application_type: 'native', software_version: '1.0' });
    expect([answer.status, answer.headers['cache-control']]).toEqual([201, 'no-store']);
    expect(answer.json()).toEqual({
      ...good,
      client_id: expect.stringMatching(/^mcpc_/) as string,
      client_id_issued_at: expect.any(Number) as number,
      response_types: ['code'],
      application_type: 'native',
      software_version: '1.0',
    });
  });

  it.each(Object.entries(clientBodies))('registers %s as it is, and tells no null (CL-10)', async (_, body) => {
    const answer = await register(service, body);
    expect([answer.status, answer.text.includes('null')]).toEqual([201, false]);
    expect(answer.json()).toMatchObject({ redirect_uris: body.redirect_uris, token_endpoint_auth_method: 'none' });
  });

  it('gives a secret to who asks for one, and another one each time (AS-35)', async () => {
    const body = { ...good, token_endpoint_auth_method: 'client_secret_post' };
    const [first, second] = [(await register(service, body)).json(), (await register(service, body)).json()];
    expect(first).toMatchObject({
      client_secret: expect.stringMatching(/^mcpcs_/) as string,
      client_secret_expires_at: 0,
    });
    expect(second['client_id']).not.toBe(first['client_id']);
    expect(second['client_secret']).not.toBe(first['client_secret']);
  });

  it('takes client_secret_basic for who does not say how it authenticates (RFC 7591 §2)', async () => {
    const answer = await register(service, { redirect_uris: good.redirect_uris });
    expect(answer.json()).toMatchObject({ token_endpoint_auth_method: 'client_secret_basic' });
  });

  it('gives twelve windows that register the same at once one id', async () => {
    const body = { ...good, client_name: 'Twelve windows' };
    const answers = await Promise.all(Array.from({ length: 12 }, () => register(service, body)));
    expect(new Set(answers.map(({ json }) => json()['client_id'])).size).toBe(1);
  });

  it('gives the same registration a new id after ten minutes', async () => {
    const body = { ...good, client_name: 'Later' };
    const first = (await register(service, body)).json();
    const clock = service.app.get(Clock, { strict: false });
    const { nowMs } = clock;
    clock.nowMs = () => Date.now() + 11 * 60_000;
    const second = (await register(service, body)).json();
    clock.nowMs = nowMs;
    expect(second['client_id']).not.toBe(first['client_id']);
  });

  it.each([
    ['absent', undefined],
    ['empty', []],
    ['text', 'https://app.test/cb'],
    ['1,000 entries', Array.from({ length: 1_000 }, (_, i) => `https://app.test/${i}`)],
    ['an entry of 4 kB', [`https://app.test/${'x'.repeat(4096)}`]],
    ['an entry with a fragment', ['https://app.test/cb#x']],
    ['an entry that is no text', [7]],
  ])('refuses redirect_uris that are %s (DR-01)', async (_, redirect_uris) => {
    expectRefusal(await register(service, { ...good, redirect_uris }), 'invalid_redirect_uri');
  });

  it('drops what no client may say of itself, and lists what it stored (DR-02)', async () => {
    const foreign = { skip_consent: true, trusted: true, client_id: 'mine', client_secret: 'mine', userId: 'alice' };
    const answer = (await register(service, { ...good, ...foreign, scope: 'admin' })).json();
    const kept = Object.keys(answer).filter((name) => name in foreign);
    expect(kept).toEqual(['client_id']);
    expect([answer['client_id'], answer['scope']]).toEqual([expect.stringMatching(/^mcpc_/), undefined]);
  });

  it.each([
    ['an unknown authentication method', { token_endpoint_auth_method: 'tls_client_auth' }],
    ['only grants of machines', { grant_types: ['client_credentials'] }],
    ['response types that contradict the grants', { response_types: ['token'] }],
    ['keys at two places', { jwks: { keys: [{ kty: 'EC' }] }, jwks_uri: 'https://app.test/keys' }],
    ['a private key', { jwks: { keys: [{ kty: 'EC', d: 'secret' }] } }],
    ['keys that are no set', { jwks: [{ kty: 'EC' }] }],
    ['keys at a private address', { jwks_uri: 'https://10.0.0.1/keys' }],
    ['a logo that a browser runs', { logo_uri: 'javascript:alert(1)' }],
    ['a name of two lines', { client_name: 'two\nlines' }],
    ['a name of 300 characters', { client_name: 'x'.repeat(300) }],
  ])('refuses %s (DR-02, DR-03, DR-06)', async (_, changes) => {
    expectRefusal(await register(service, { ...good, ...changes }), 'invalid_client_metadata');
  });

  it('refuses a software statement', async () => {
    const answer = await register(service, { ...good, software_statement: 'a.b.c' });
    expectRefusal(answer, 'unapproved_software_statement');
  });

  it.each(['', 'no JSON', '[]', 'null', '"text"'])('refuses the body %j', async (body) => {
    expectRefusal(await register(service, body), 'invalid_client_metadata');
  });

  it('refuses another type of body', async () => {
    const answer = await register(service, good, { 'content-type': 'application/x-www-form-urlencoded' });
    expectRefusal(answer, 'invalid_client_metadata');
  });

  it('tells of no management where there is none (DR-07)', async () => {
    const answer = (await register(service, { ...good, client_name: 'Unmanaged' })).json();
    expect(answer).not.toHaveProperty('registration_client_uri');
    expect(answer).not.toHaveProperty('registration_access_token');
    const url = `${service.issuer}/register/client?client_id=${String(answer['client_id'])}`;
    expect((await ask(url, { headers: bearer('anything') })).status).toBe(404);
  });
});

describe('registration that needs leave', () => {
  let service: OAuthService;
  beforeAll(async () => {
    const initialAccessTokens = [
      leave,
      { value: once, goodFor: 'one_registration' as const },
      { value: `${once}-long-ago`, expiresAt: new Date('2020-01-01') },
    ];
    service = await startOAuthService({ adapter: 'fastify', server: { registration: { initialAccessTokens } } });
  });
  afterAll(() => service.stop());

  it('is open to who has it, as often as it likes', async () => {
    expect((await register(service, good, bearer(leave))).status).toBe(201);
    expect((await register(service, { ...good, client_name: 'Second' }, bearer(leave))).status).toBe(201);
  });

  it.each([
    ['none', {}],
    ['another one', bearer('token-that-gives-leave-to-nothing-at-all')],
    ['an expired one', bearer(`${once}-long-ago`)],
    ['a malformed one', { authorization: 'Bearer not a token' }],
    ['one of another scheme', { authorization: `Basic ${leave}` }],
  ])('refuses %s, whatever the metadata (DR-04)', async (_, headers) => {
    const answer = await register(service, 'no JSON', headers);
    expectRefusal(answer, 'invalid_token', 401);
    expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });

  it('looks for it in the header alone (DR-04)', async () => {
    expectRefusal(await register(service, { ...good, access_token: leave }), 'invalid_token', 401);
    const url = `${service.issuer}/register?access_token=${leave}`;
    const headers = { 'content-type': 'application/json' };
    expectRefusal(await ask(url, { method: 'POST', headers, body: JSON.stringify(good) }), 'invalid_token', 401);
  });

  it('spends one that is good for one registration, of ten that try at once on one, and on nothing refused (DR-04)', async () => {
    expectRefusal(await register(service, { ...good, redirect_uris: [] }, bearer(once)), 'invalid_redirect_uri');
    const bodies = Array.from({ length: 10 }, (_, i) => ({ ...good, client_name: `Racer ${i}` }));
    const answers = await Promise.all(bodies.map((body) => register(service, body, bearer(once))));
    const statuses = answers.map(({ status }) => status);
    expect([201, 401].map((one) => statuses.filter((status) => status === one).length)).toEqual([1, 9]);
  });
});

describe('registration within bounds', () => {
  it('is refused to an address that registers too often, which is told when to come again (DR-05)', async () => {
    const limits = { perAddressPerMinute: 0, registrationsPerAddressPerMinute: 5 };
    const service = await startOAuthService({ adapter: 'fastify', server: { limits } });
    const bodies = Array.from({ length: 7 }, (_, i) => ({ ...good, client_name: `Client ${i}` }));
    const answers = await Promise.all(bodies.map((body) => register(service, body)));
    await service.stop();
    const refused = answers.filter(({ status }) => status === 429);
    expect([answers.length - refused.length, Number(refused[0]?.headers['retry-after']) > 0]).toEqual([5, true]);
  });

  it('is refused to everybody where too many were never used, and open again when those are reaped (DR-05)', async () => {
    const registration = { maxUnused: 2, unusedTtlSeconds: 3600 };
    const service = await startOAuthService({ adapter: 'fastify', server: { registration } });
    const used = (await register(service, good)).json()['client_id'];
    const store = service.app.get(Store, { strict: false });
    await store.clients.markUsed(String(used), Date.now());
    await register(service, { ...good, client_name: 'Second' });
    await register(service, { ...good, client_name: 'Third' });
    const full = await register(service, { ...good, client_name: 'Fourth' });
    expectRefusal(full, 'temporarily_unavailable', 503);
    service.app.get(Clock, { strict: false }).nowMs = () => Date.now() + 2 * 3_600_000;
    await service.app.get(ExpiredRecordsJob, { strict: false }).run();
    expect((await register(service, { ...good, client_name: 'Fifth' })).status).toBe(201);
    expect(await store.clients.find(String(used))).toBeDefined();
    await service.stop();
  });

  it('is not there where it is off, nor in the metadata (DI-02)', async () => {
    const service = await startOAuthService({ adapter: 'express', server: { registration: { access: 'off' } } });
    const metadata = (await ask(`${service.issuer}/.well-known/oauth-authorization-server`)).json();
    const answer = await register(service, good);
    await service.stop();
    expect([answer.status, 'registration_endpoint' in metadata]).toEqual([404, false]);
  });
});
