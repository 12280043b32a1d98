import { Controller, Get, UseGuards, VersioningType } from '@nestjs/common';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { McpAuthGuard } from 'nestjs-mcp-auth';
import { ask, bearer, statelessCall, withHeaders, type Question } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { WhoamiTools } from '../../support/whoami.tool.js';

@Controller({ path: 'reports', version: '1' })
@UseGuards(McpAuthGuard)
class ReportsController {
  @Get()
  list() {
    return { reports: [] };
  }
}

const whoami = statelessCall('tools/call', { name: 'whoami', arguments: {} });
const reports = '/api/v1/reports';

/** A raw request, for header bytes that no HTTP client would send. */
function sendRaw(origin: string, lines: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.on('data', (piece) => void (text += piece.toString('latin1')));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
    socket.end([...lines, 'Connection: close', '', ''].join('\r\n'));
  });
}

describe.each(adapters)('attacks on the bearer credential on %s', (adapter) => {
  let service: ProtectedService;
  let token: string;
  const withField = (authorization: string): Question => withHeaders(whoami, { authorization });
  const get = (path: string, headers: Question['headers'] = {}) => ask(service.origin + path, { headers });

  beforeAll(async () => {
    service = await startProtectedService({
      adapter,
      options: { scopes: { offered: ['mcp'] } },
      parts: { controllers: [ReportsController], providers: [WhoamiTools] },
      prepare: (app) => app.setGlobalPrefix('api').enableVersioning({ type: VersioningType.URI }),
    });
    token = await service.token();
  });
  afterAll(() => service.stop());

  it('BC-01 no credential, or one of another scheme, is challenged without an error', async () => {
    const metadata = `${service.origin}/.well-known/oauth-protected-resource/mcp`;
    const answers = await Promise.all([
      service.ask(whoami),
      service.ask(withField('Basic YTpi')),
      service.ask(withField('Token abc')),
      get(reports),
    ]);
    for (const { status, headers } of answers) {
      expect([status, headers['www-authenticate']]).toEqual([
        401,
        `Bearer scope="mcp", resource_metadata="${metadata}"`,
      ]);
    }
  });

  it.each(['bearer', 'BEARER', 'Bearer', 'bEaReR'])('BC-02 the scheme may be written %s', async (scheme) => {
    expect((await service.ask(withField(`${scheme} ${token}`))).status).toBe(200);
    expect((await get(reports, { authorization: `${scheme} ${token}` })).status).toBe(200);
  });

  it.each(['Bearer', 'Bearer ', 'Bearer  x', 'Bearer a b', 'Bearer ,', 'Bearer "x"', 'Bearer x,', 'Bearer\tx'])(
    'BC-02 a malformed credential is refused, never a fault of the server: "%s"',
    async (field) => {
      const answers = [await service.ask(withField(field)), await get(reports, { authorization: field })];
      for (const { status } of answers) expect([400, 401]).toContain(status);
    },
  );

  it('BC-03 a token in the query is no credential, and stands in no log', async () => {
    const { status } = await ask(`${service.resource}?access_token=${token}`, whoami);
    expect(status).toBe(401);
    expect((await get(`${reports}?access_token=${token}`)).status).toBe(401);
    expect(service.log.lines.some((line) => line.includes(token.slice(-32)))).toBe(false);
  });

  it.each([
    ['application/x-www-form-urlencoded', (value: string) => `access_token=${value}`],
    ['application/json', (value: string) => JSON.stringify({ access_token: value })],
  ])('BC-03 a token in a body of %s is no credential', async (type, body) => {
    const question = { method: 'POST', headers: { 'content-type': type }, body: body(token) };
    expect((await service.ask(question)).status).toBe(401);
  });

  it('BC-03 a token in the body beside one in the header is ignored', async () => {
    const other = await service.token({ sub: 'mallory' });
    const { text } = await service.ask({
      ...withHeaders(whoami, bearer(token)),
      body: JSON.stringify({ ...JSON.parse(String(whoami.body)), access_token: other }),
    });
    expect(text).not.toContain('mallory');
  });

  it.each<NonNullable<Question['headers']>>([
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'ftp' },
    { 'x-forwarded-host': 'evil.example", error="x' },
    { forwarded: 'host="evil.example\\"";proto=http' },
    { 'x-forwarded-host': ['a.example', 'b.example'], 'x-forwarded-port': '1' },
  ])('BC-04 challenge and metadata are made of the configuration alone: %j', async (hostile) => {
    const path = '/.well-known/oauth-protected-resource/mcp';
    const [plain, forged] = await Promise.all([get(path), get(path, hostile)]);
    expect(forged.text).toBe(plain.text);
    const [challenge, forgedChallenge] = await Promise.all([
      service.ask(whoami),
      service.ask(withHeaders(whoami, hostile)),
    ]);
    expect(forgedChallenge.headers['www-authenticate']).toBe(challenge.headers['www-authenticate']);
  });

  it('BC-04 a Host of the attacker gets into no answer', async () => {
    const answers = [
      await get(reports, { host: 'evil.example' }),
      await get('/.well-known/oauth-protected-resource/mcp', { host: 'evil.example' }),
      await service.ask(withHeaders(whoami, { host: 'evil.example' })),
    ];
    for (const { headers, text } of answers) expect(JSON.stringify(headers) + text).not.toContain('evil.example');
  });

  it('BC-04 line breaks in a header inject nothing', async () => {
    const answer = await sendRaw(service.origin, [
      'GET /mcp HTTP/1.1',
      'Host: localhost',
      'X-Forwarded-Host: a\rSet-Cookie: injected=1',
    ]);
    expect(answer).not.toMatch(/set-cookie/i);
  });

  it.each([
    '/mcp/',
    '/%6dcp',
    '/m%63p',
    '//mcp',
    '/MCP',
    '/mcp/.',
    '/./mcp',
    '/mcp;x=1',
    '/mcp%2f',
    '/mcp%00',
    '/api/../mcp',
    `${reports}/`,
    '/api/v1/%72eports',
    '/api/v1//reports',
    '/API/V1/REPORTS',
    '/api/v1/reports/.',
    '/reports',
    '/v1/reports',
  ])('BC-06 the spelling %s leads past no guard', async (path) => {
    const { status, text } = await sendAsWritten(service.origin, path);
    expect([400, 401, 404], `${status} ${text}`).toContain(status);
    expect(text).not.toContain('reports":[');
  });

  it.each(['HEAD', 'GET', 'DELETE', 'PUT', 'PATCH', 'POST'])('BC-07 %s needs a credential', async (method) => {
    const headers = { 'x-http-method-override': 'OPTIONS', 'x-method-override': 'OPTIONS' };
    expect([401, 405]).toContain((await service.ask({ method, headers })).status);
  });

  it('BC-07 only the preflight is answered without one', async () => {
    const headers = { origin: 'http://localhost:1', 'access-control-request-method': 'POST' };
    const { status, headers: answered, text } = await service.ask({ method: 'OPTIONS', headers });
    expect([status, answered['www-authenticate'], text]).toEqual([204, undefined, '']);
  });
});

/** `ask` would put the path into its normal form first. */
function sendAsWritten(origin: string, path: string): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path, agent: false }, (response) => {
      let text = '';
      response.on('data', (piece: Buffer) => void (text += piece.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}
