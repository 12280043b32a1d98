import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testVerifier } from '../../support/authorization.js';
import { ask } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { basic, redirectUri, refusalOf, startAttacked, type AttackedService } from '../../support/oauth-attack.js';

describe.each(adapters)('attacks on the token endpoint on %s', (adapter) => {
  let service: AttackedService;
  beforeAll(async () => {
    service = await startAttacked(adapter);
  });
  afterAll(() => service.stop());

  const grantOf = (code: string) =>
    new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: testVerifier,
      client_id: 'cli',
    });

  it.each([
    ['JSON', 'application/json', (code: string) => JSON.stringify(Object.fromEntries(grantOf(code)))],
    ['a form of many parts', 'multipart/form-data; boundary=x', () => '--x--'],
    ['no type', '', (code: string) => grantOf(code).toString()],
    ['two types', 'application/json, application/x-www-form-urlencoded', (code: string) => grantOf(code).toString()],
    [
      'another character set',
      'application/x-www-form-urlencoded;charset=utf-16',
      (code: string) => grantOf(code).toString(),
    ],
  ])('a body that is %s is refused, and spends nothing (TK-01)', async (_, type, bodyOf) => {
    const code = await service.code();
    const answer = await service.post('/token', bodyOf(code), { 'content-type': type });
    expect(refusalOf(answer)).toEqual([400, 'invalid_request']);
    expect((await service.redeem(code)).status).toBe(200);
  });

  it('a form that names its character set is one (TK-01)', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' };
    expect((await service.redeem(await service.code(), {}, headers)).status).toBe(200);
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('a %s is answered with what is allowed (TK-01)', async (method) => {
    const answer = await ask(`${service.issuer}/token`, { method });
    expect([...refusalOf(answer), answer.headers.allow]).toEqual([405, 'invalid_request', 'POST, OPTIONS']);
  });

  it('parameters in the query are not looked at (TK-01)', async () => {
    const code = await service.code();
    const answer = await ask(`${service.issuer}/token?${grantOf(code).toString()}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
    });
    expect(refusalOf(answer)).toEqual([400, 'invalid_request']);
    expect((await service.redeem(code)).status).toBe(200);
  });

  it.each(['grant_type', 'code', 'client_id', 'code_verifier', 'redirect_uri'])(
    '%s twice is refused, and spends nothing (TK-02)',
    async (name) => {
      const code = await service.code();
      const good = grantOf(code);
      const body = `${good.toString()}&${new URLSearchParams({ [name]: good.get(name) ?? '' }).toString()}`;
      expect(refusalOf(await service.post('/token', body))).toEqual([400, 'invalid_request']);
      expect((await service.redeem(code)).status).toBe(200);
    },
  );

  it.each(['refresh_token=a&refresh_token=b', 'client_secret=a&client_secret=b'])(
    '%s is refused (TK-02)',
    async (pair) => {
      const body = `grant_type=refresh_token&client_id=cli&${pair}`;
      expect(refusalOf(await service.post('/token', body))).toEqual([400, 'invalid_request']);
    },
  );

  it.each([
    [undefined, 'invalid_request'],
    ['', 'invalid_request'],
    ['password', 'unsupported_grant_type'],
    ['implicit', 'unsupported_grant_type'],
    ['AUTHORIZATION_CODE', 'unsupported_grant_type'],
    ['urn:example:unknown', 'unsupported_grant_type'],
  ])('the grant type %j is answered with %s (TK-03, AS-01)', async (grantType, error) => {
    const named: Readonly<Record<string, string>> = grantType === undefined ? {} : { grant_type: grantType };
    expect(refusalOf(await service.token({ client_id: 'cli', ...named }))).toEqual([400, error]);
  });

  it.each(['', 'undefined', 'null'])('a code, token or client that is %j is nobody’s (TK-04)', async (value) => {
    const { refreshToken } = await service.logIn();
    const waiting = await service.code();
    const statuses = await Promise.all([
      service.redeem(value),
      service.token({ grant_type: 'refresh_token', client_id: 'cli', refresh_token: value }),
      service.redeem(waiting, { client_id: value }),
      service.post('/revoke', { token: value, client_id: 'cli' }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([
      400,
      400,
      value === '' ? 401 : 401,
      value === '' ? 400 : 200,
    ]);
    expect((await service.redeem(waiting)).status).toBe(200);
    const refreshed = await service.token({
      grant_type: 'refresh_token',
      client_id: 'cli',
      refresh_token: refreshToken,
    });
    expect(refreshed.status).toBe(200);
  });

  it('a client gets no grant that it is not registered for (TK-05)', async () => {
    const asMachine = await service.token({ grant_type: 'client_credentials' }, basic('web'));
    const refreshed = await service.token({ grant_type: 'refresh_token', client_id: 'code-only', refresh_token: 'x' });
    expect([asMachine, refreshed].map(refusalOf)).toEqual([
      [400, 'unauthorized_client'],
      [400, 'unauthorized_client'],
    ]);
  });

  it('a client that may not refresh gets no refresh token (AS-19)', async () => {
    const code = await service.code({ client_id: 'code-only' });
    expect((await service.redeem(code, { client_id: 'code-only' })).json()).not.toHaveProperty('refresh_token');
  });

  it.each([
    ['what it asked for', 'cli', 'notes:read', 'notes:read'],
    ['what it may have, where it asked for more', 'reader', 'notes:read notes:write', 'notes:read'],
    ['what there is, where it asked for more', 'cli', 'notes:read admin', 'notes:read'],
    ['what is offered, where it named nothing that there is', 'cli', 'openid email', 'notes:read notes:write'],
  ])('a client gets %s (TK-06, AS-43)', async (_, client_id, scope, granted) => {
    const code = await service.code({ client_id, scope });
    expect((await service.redeem(code, { client_id })).json()['scope']).toBe(granted);
  });

  it('a person is asked for what the token then has, and for nothing else (TK-06)', async () => {
    const code = await service.code({ client_id: 'other', scope: 'notes:read admin' });
    const asked = service.consent.questions.at(-1)?.authorization.scopes;
    const { scope } = (await service.redeem(code, { client_id: 'other' })).json();
    expect([asked, scope]).toEqual([['notes:read'], 'notes:read']);
  });

  it('a scope with control characters is refused where it is asked for (TK-06)', async () => {
    const answer = await service.authorize({ scope: 'notes:read\u0001' });
    expect(new URL(answer.headers.location ?? '').searchParams.get('error')).toBe('invalid_scope');
  });

  it('a wider scope at a refresh is refused, and spends nothing (TK-06, AS-18)', async () => {
    const { refresh_token } = (await service.redeem(await service.code({ scope: 'notes:read' }))).json();
    const refresh = { grant_type: 'refresh_token', client_id: 'cli', refresh_token: String(refresh_token) };
    const wider = await service.token({ ...refresh, scope: 'notes:read notes:write' });
    expect(refusalOf(wider)).toEqual([400, 'invalid_scope']);
    expect((await service.token(refresh)).status).toBe(200);
  });

  it('a resource that was not authorized is refused, and does not spend the code (TK-07, AS-13)', async () => {
    const code = await service.code({ resource: service.resource });
    expect(refusalOf(await service.redeem(code, { resource: 'https://foreign.test/mcp' }))).toEqual([
      400,
      'invalid_target',
    ]);
    expect((await service.redeem(code, { resource: service.resource })).status).toBe(200);
  });

  it('every answer is JSON that nobody keeps, and repeats nothing of the request (TK-08, AS-21)', async () => {
    const { accessToken, refreshToken } = await service.logIn();
    const canary = 'canary<"\\';
    const answers = [
      await service.redeem(await service.code()),
      await service.token({ grant_type: canary, client_id: canary }),
      await service.token({ grant_type: 'refresh_token', client_id: 'cli', refresh_token: canary, scope: canary }),
      await service.redeem(canary, { redirect_uri: canary }),
      await service.post('/introspect', { token: accessToken }, basic('web')),
      await service.post('/introspect', { token: canary }, basic(canary)),
      await service.post('/register', canary),
      await service.post('/revoke', { token: canary, client_id: canary }),
      await service.post('/par', { client_id: canary }),
    ];
    for (const { headers, text } of answers) {
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json' });
      expect(text).not.toContain('canary');
      const { error_description: description = '' } = JSON.parse(text) as { readonly error_description?: string };
      expect(description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/);
    }
    const revoked = await service.post('/revoke', { token: refreshToken, client_id: 'cli' });
    expect([revoked.status, revoked.headers['cache-control']]).toEqual([200, 'no-store']);
  });
});
