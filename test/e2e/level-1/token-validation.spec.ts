import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import { ask, bearer, statelessCall, withHeaders, type Question } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { WhoamiTools } from '../../support/whoami.tool.js';

const whoami = statelessCall('tools/call', { name: 'whoami', arguments: {} });

describe.each(adapters)('level 1 on %s', (adapter) => {
  let service: ProtectedService;
  const withField = (authorization: string | readonly string[]): Question => withHeaders(whoami, { authorization });

  beforeAll(async () => {
    service = await startProtectedService({ adapter, level: 1, parts: { providers: [WhoamiTools] } });
  });
  afterAll(() => service.stop());

  it('serves a good token, and the tool sees the principal by DI and as authInfo', async () => {
    const { status, text } = await service.askWithToken(whoami, { scope: 'a b' });
    expect(status).toBe(200);
    const seen = { subject: 'alice', issuer: service.issuer.issuer, scopes: ['a', 'b'] };
    const expected = { ...seen, sdkSubject: 'alice', sdkScopes: ['a', 'b'] };
    expect(JSON.parse(text)).toMatchObject({ result: { content: [{ type: 'text', text: JSON.stringify(expected) }] } });
  });

  it('says at start that clients are not told where to get a token', () => {
    expect(service.log.lines.join('\n')).toContain('Level 1 ("jwt")');
  });

  it('challenges a request without a token, without an error and without metadata (RS-06, RS-08, BC-01)', async () => {
    const { status, headers } = await service.ask(whoami);
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="mcp"']);
  });

  it.each(['Basic YTpi', 'Token abc'])('treats another scheme as no credential: %s (BC-01)', async (field) => {
    const { status, headers } = await service.ask(withField(field));
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="mcp"']);
  });

  it.each(['Bearer', 'Bearer a b', 'Bearer ,', 'Bearer  x'])(
    'answers 400 to a malformed credential: "%s" (RS-23, BC-02)',
    async (field) => {
      const { status, headers } = await service.ask(withField(field));
      expect(status).toBe(400);
      expect(headers['www-authenticate']).toContain('error="invalid_request"');
    },
  );

  it('answers 400 to two Authorization fields, both good (RS-18)', async () => {
    const field = `Bearer ${await service.token()}`;
    const { status, headers } = await service.ask(withField([field, field]));
    expect(status).toBe(400);
    expect(headers['www-authenticate']).toContain('error="invalid_request"');
  });

  it('refuses an oversized token before any cryptography (JV-09)', async () => {
    const { status, headers } = await service.ask(withField(`Bearer ${'a'.repeat(12_289)}`));
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toContain('error_description="The access token is too long"');
  });

  it('ignores a token in the query (RS-17, BC-03)', async () => {
    const { status } = await ask(`${service.resource}?access_token=${await service.token()}`, whoami);
    expect(status).toBe(401);
  });

  const now = Math.floor(Date.now() / 1000);
  it.each([
    ['expired', { exp: now - 60 }, {}],
    ['not yet valid', { nbf: now + 600 }, {}],
    ['from the future', { iat: now + 600 }, {}],
    ['without an end', { exp: undefined }, {}],
    ['for another resource', { aud: 'https://other.example.com/mcp' }, {}],
    ['without an audience', { aud: undefined }, {}],
    ['of another issuer', { iss: 'https://evil.test' }, {}],
    ['without a subject', { sub: '' }, {}],
    ['of an unknown key', {}, { kid: 'other' }],
    ['that is an ID token', { nonce: 'n' }, { typ: 'JWT' }],
    ['that is sender-constrained', { cnf: { jkt: 'x' } }, {}],
    ['of another type', {}, { typ: 'logout+jwt' }],
  ])('refuses a token %s with invalid_token and tells nothing else (RS-06)', async (_, claims, header) => {
    const { status, headers, text } = await service.ask(
      withHeaders(whoami, bearer(await service.token(claims, header))),
    );
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toMatch(
      /^Bearer error="invalid_token", error_description="The access token (expired|is not valid for this server|needs a proof that this server does not check)"$/,
    );
    expect(headers['cache-control']).toBe('no-store');
    expect(text).not.toContain(service.issuer.issuer);
  });

  it('refuses a client assertion: its issuer speaks about itself (RFC 7523)', async () => {
    const assertion = await service.token({ sub: service.issuer.issuer, client_id: undefined }, { typ: 'JWT' });
    expect((await service.ask(withHeaders(whoami, bearer(assertion)))).status).toBe(401);
  });

  it('refuses a forged token whose key has the right name (MX-01)', async () => {
    const impostor = await FakeIssuer.create(service.issuer.issuer);
    const forged = await impostor.token({ aud: service.resource });
    expect((await service.ask(withHeaders(whoami, bearer(forged)))).status).toBe(401);
  });

  it('gives the client the id under which the log has the reason', async () => {
    const { json } = await service.ask(withHeaders(whoami, bearer(await service.token({ aud: 'https://other' }))));
    const { error } = json() as { error: { data: { correlationId: string } } };
    const line = service.log.lines.find((entry) => entry.includes(error.data.correlationId));
    expect(line).toContain('audience_not_accepted');
  });

  it('never logs a token (RS-24)', async () => {
    const token = await service.token({ exp: now - 60 });
    await service.ask(withHeaders(whoami, bearer(token)));
    expect(service.log.lines.some((line) => line.includes(token.slice(-20)))).toBe(false);
  });

  it.each(['GET', 'POST', 'DELETE', 'PUT', 'HEAD'])('protects %s (RS-07, RS-19, BC-07)', async (method) => {
    const { status, headers } = await service.ask({ method, headers: { 'x-http-method-override': 'OPTIONS' } });
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="mcp"']);
  });

  it.each(['/mcp/', '/%6dcp', '//mcp', '/MCP', '/mcp/.'])(
    'is not bypassed by the spelling %s (BC-06)',
    async (path) => {
      const { status } = await ask(service.origin + path, whoami);
      expect([401, 404]).toContain(status);
    },
  );

  it('serves no well-known document', async () => {
    const { status } = await ask(`${service.origin}/.well-known/oauth-protected-resource/mcp`);
    expect(status).toBe(404);
  });
});

describe.each(adapters)('required claims on %s', (adapter) => {
  let service: ProtectedService;

  beforeAll(async () => {
    service = await startProtectedService({
      adapter,
      verifier: { requiredClaims: ['email', 'tenant'] },
      parts: { providers: [WhoamiTools] },
    });
  });
  afterAll(() => service.stop());

  it('let a token in that has them all, whatever they say', async () => {
    expect((await service.askWithToken(whoami, { email: '', tenant: false })).status).toBe(200);
  });

  it.each([{}, { email: 'a@example.com' }, { email: null, tenant: 't' }])(
    'refuse %j with invalid_token, and do not say which claim it is',
    async (claims) => {
      const { status, headers, text } = await service.askWithToken(whoami, claims);
      expect([status, headers['www-authenticate']]).toEqual([401, expect.stringContaining('error="invalid_token"')]);
      expect(`${headers['www-authenticate']} ${text}`).not.toMatch(/email|tenant/);
    },
  );

  it('tell the operator which claim is missing', async () => {
    const { json } = await service.askWithToken(whoami, { email: 'a@example.com' });
    const { error } = json() as { error: { data: { correlationId: string } } };
    const line = service.log.lines.find((entry) => entry.includes(error.data.correlationId));
    expect(line).toMatch(/required_claim_missing.*tenant/);
  });
});

describe.each(adapters)('required scopes on %s', (adapter) => {
  let service: ProtectedService;

  beforeAll(async () => {
    service = await startProtectedService({
      adapter,
      options: { scopes: { required: ['mcp'], offered: ['mcp', 'notes:read'] } },
      verifier: { requiredScopes: ['base'] },
      parts: { providers: [WhoamiTools] },
    });
  });
  afterAll(() => service.stop());

  it('are named all at once, with what the token has, in a 403 (RS-11, RS-12, BC-05)', async () => {
    const { status, headers } = await service.askWithToken(whoami, { scope: 'extra' });
    expect(status).toBe(403);
    expect(headers['www-authenticate']).toMatch(
      /^Bearer error="insufficient_scope", error_description="[^"]+", scope="mcp base extra", resource_metadata="/,
    );
  });

  it('do not turn a wrong audience into 403', async () => {
    expect((await service.askWithToken(whoami, { aud: 'https://other', scope: '' })).status).toBe(401);
  });

  it('let a token in that has them', async () => {
    expect((await service.askWithToken(whoami, { scope: 'mcp base' })).status).toBe(200);
  });
});
