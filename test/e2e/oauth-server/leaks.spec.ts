import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizationQuery, testVerifier } from '../../support/authorization.js';
import { ecKeys } from '../../support/keys.js';
import { adapters } from '../../support/launch.js';
import {
  attackedClients,
  basic,
  clientSecret,
  startAttacked,
  type AttackedService,
} from '../../support/oauth-attack.js';

const encryptionKey = 'the encryption key of the leak test, long enough';
const initialAccessToken = 'initial-access-token-of-the-leak-test';
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

describe.each(adapters)('what leaks of a service that tells all it can, on %s', (adapter) => {
  let service: AttackedService;
  let folder: string;
  const secrets = new Map<string, string>();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mcp-auth-'));
    const { publicKey, privateKey } = await ecKeys();
    service = await startAttacked(adapter, {
      dataSource: { type: 'better-sqlite3', database: join(folder, 'store.sqlite'), logging: true },
      encryptionKeys: [encryptionKey],
      registration: { initialAccessTokens: [initialAccessToken], management: 'on' },
      clients: [...attackedClients, { clientId: 'signing', jwks: { keys: [publicKey.export({ format: 'jwk' })] } }],
    });
    await runEverything(service, secrets, privateKey);
  });
  afterAll(async () => {
    await service.stop();
    await rm(folder, { recursive: true });
  });

  it('is no secret of the run, in the log and in the audit trail (LK-01)', () => {
    const told = service.log.lines.join('\n');
    expect(told).toContain('tokens_issued');
    expect(leakedIn(told, secrets)).toEqual([]);
  });

  it('is no secret of the run, in the database: digests are no use to who steals it (LK-01, CC-07)', async () => {
    const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'latin1')));
    const stored = files.join('\n');
    expect(stored).toContain('alice');
    expect(leakedIn(stored, secrets)).toEqual([]);
    expect(stored).not.toMatch(/PRIVATE KEY|"d":"/);
  });

  it('is no line that is two (LK-04)', async () => {
    const odd = '\u001b[31mred\r\nforged: line\u2028';
    const agent = { 'user-agent': 'agent \u00a0[31m' };
    await service.authorize({ client_id: odd, state: odd }, agent);
    await service.token({ grant_type: odd, client_id: odd }, agent);
    await service.post('/register', JSON.stringify({ client_name: odd, redirect_uris: [odd] }), {
      'content-type': 'application/json',
      authorization: `Bearer ${initialAccessToken}`,
    });
    const lines = service.log.lines.filter((line) => line.includes('forged') || line.includes('red'));
    expect(lines.filter((line) => /[\p{Cc}\p{Zl}]/u.test(line))).toEqual([]);
    expect(service.log.lines.every((line) => line.length < 8_192)).toBe(true);
  });
});

/** Names of the secrets that are in a text, in whatever form they are sent. */
function leakedIn(text: string, secrets: ReadonlyMap<string, string>): readonly string[] {
  const formsOf = (secret: string) => [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ s: secret }).toString().slice(2),
    Buffer.from(secret).toString('base64'),
  ];
  return [...secrets].filter(([, secret]) => formsOf(secret).some((form) => text.includes(form))).map(([name]) => name);
}

/** Uses everything that has a secret once, well and badly. */
async function runEverything(
  service: AttackedService,
  secrets: Map<string, string>,
  privateKey: Awaited<ReturnType<typeof ecKeys>>['privateKey'],
): Promise<void> {
  const keep = (name: string, secret: unknown): string => {
    const text = String(secret);
    secrets.set(name, text);
    return text;
  };
  keep('client secret', clientSecret);
  keep('initial access token', initialAccessToken);
  keep('encryption key', encryptionKey);
  keep('verifier', testVerifier);
  const cookie = keep('cookie', `session=${randomBytes(12).toString('hex')}`);
  const code = keep('code', await service.code());
  await service.authorize({}, { cookie });
  const first = (await service.redeem(code)).json();
  const accessToken = keep('access token', first['access_token']);
  const refreshToken = keep('refresh token', first['refresh_token']);
  keep('secret part of the refresh token', refreshToken.split('.')[1]);
  const refresh = { grant_type: 'refresh_token', client_id: 'cli', refresh_token: refreshToken };
  keep('successor', (await service.token(refresh)).json()['refresh_token']);
  await service.token({ ...refresh, client_id: 'other' });
  await service.redeem(code);
  await service.redeem(keep('wrong code', 'wrong-code-of-the-leak-test'));
  await service.token({ grant_type: 'client_credentials' }, basic('machine'));
  await service.token({ grant_type: 'client_credentials' }, basic('machine', keep('wrong secret', 'guessed-secret')));
  const assertion = await new SignJWT({ iss: 'signing', sub: 'signing', aud: service.issuer, jti: 'leak' })
    .setProtectedHeader({ alg: 'ES256' })
    .setExpirationTime('1m')
    .sign(privateKey);
  const signed = { client_assertion_type: assertionType, client_assertion: keep('assertion', assertion) };
  for (const _ of [1, 2]) await service.token({ grant_type: 'client_credentials', ...signed });
  await service.post('/introspect', { token: accessToken }, basic('machine'));
  const pushed = await service.post('/par', authorizationQuery({ client_id: 'web' }), basic('web'));
  const inBody = `${authorizationQuery({ client_id: 'post' })}&client%5Fsecret=${encodeURIComponent(clientSecret)}`;
  expect((await service.post('/par', inBody)).status).toBe(201);
  const requestUri = keep('request URI', pushed.json()['request_uri']);
  await service.authorizeBy(new URLSearchParams({ client_id: 'web', request_uri: requestUri }).toString());
  const registered = await service.post(
    '/register',
    JSON.stringify({ client_name: 'Leak', redirect_uris: ['https://app.test/cb'] }),
    { 'content-type': 'application/json', authorization: `Bearer ${initialAccessToken}` },
  );
  keep('registered secret', registered.json()['client_secret']);
  keep('management token', registered.json()['registration_access_token']);
  await service.post('/revoke', { token: refreshToken, client_id: 'cli' });
}
