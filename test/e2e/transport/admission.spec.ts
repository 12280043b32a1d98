import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bearer,
  initializeCall,
  rpcHeaders,
  statelessCall,
  withHeaders,
  type Question,
} from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { WhoamiTools } from '../../support/whoami.tool.js';

const list = statelessCall('tools/list');
const post = (body: string | Buffer): Question => ({ method: 'POST', headers: rpcHeaders, body });
/** Sends exactly this request target, which a URL could not hold. */
function sendTo(origin: string, path: string, { method, headers, body }: Question): Promise<{ status: number }> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const fields = headers as Record<string, string>;
    const outgoing = httpRequest({ hostname, port, path, method: method ?? 'GET', headers: fields }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode ?? 0 }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const rpcError = (json: () => Record<string, unknown>) => (json() as { error: { code: number } }).error.code;

describe.each(adapters)('a request to the MCP endpoint on %s', (adapter) => {
  let service: ProtectedService;

  beforeAll(async () => {
    service = await startProtectedService({
      adapter,
      options: { maxBodyBytes: 100_000, allowedOrigins: ['https://app.example.com'] },
      parts: { providers: [WhoamiTools] },
    });
  });
  afterAll(() => service.stop());
  const stillServes = async () => expect((await service.askWithToken(list)).status).toBe(200);

  it.each(['https://evil.example', 'null', 'https://app.example.com.evil.test'])(
    'from a page of %s is refused, even with a good token (HT-02, TR-01)',
    async (origin) => {
      const { status, headers, json } = await service.askWithToken(withHeaders(list, { origin }));
      expect([status, headers['www-authenticate'], rpcError(json)]).toEqual([403, undefined, -32600]);
      expect(json()).toMatchObject({ jsonrpc: '2.0', id: null });
    },
  );

  it.each(['GET', 'DELETE', 'OPTIONS'])('by %s from a foreign page is refused too (HT-02)', async (method) => {
    expect((await service.askWithToken({ method, headers: { origin: 'https://evil.example' } })).status).toBe(403);
  });

  it('from an allowed page is served, and the page may read the answer (RS-31)', async () => {
    const origin = 'https://app.example.com';
    const { status, headers } = await service.askWithToken(withHeaders(list, { origin }));
    expect([status, headers['access-control-allow-origin']]).toEqual([200, origin]);
    expect(headers['access-control-expose-headers']).toContain('WWW-Authenticate');
  });

  it('from an allowed page may read its challenge', async () => {
    const origin = 'https://app.example.com';
    const { status, headers } = await service.ask(withHeaders(list, { origin }));
    expect([status, headers['access-control-allow-origin']]).toEqual([401, origin]);
  });

  it('is let through by a preflight without credentials (BC-07)', async () => {
    const origin = 'https://app.example.com';
    const { status, headers } = await service.ask({ method: 'OPTIONS', headers: { origin } });
    expect([status, headers['access-control-allow-origin']]).toEqual([204, origin]);
    expect(headers['www-authenticate']).toBeUndefined();
  });

  it.each([
    ['origin_not_allowed', withHeaders(list, { origin: 'https://evil.example' })],
    ['host_not_ours', withHeaders(list, { host: 'evil.example' })],
    ['body_not_json', post('{')],
    ['media_type_not_supported', withHeaders(list, { 'content-type': 'text/plain' })],
    ['body_too_large', post(' '.repeat(100_001))],
  ])('that is refused gets an id under which the log has the reason: %s', async (reason, question) => {
    const { json } = await service.askWithToken(question);
    const { error } = json() as { error: { data: { correlationId: string } } };
    expect(service.log.lines.find((line) => line.includes(error.data.correlationId))).toContain(reason);
  });

  it('from a foreign page or Host tells the operator which one it was', async () => {
    await service.askWithToken(withHeaders(list, { origin: 'https://lost-app.example' }));
    await service.askWithToken(withHeaders(list, { host: 'lost-host.example' }));
    const log = service.log.lines.join('\n');
    expect([log.includes('https://lost-app.example'), log.includes('lost-host.example')]).toEqual([true, true]);
  });

  it('with a foreign Host is told the right URL (HT-03, TR-01)', async () => {
    const { status, text } = await service.askWithToken(withHeaders(list, { host: 'evil.example' }));
    expect(status).toBe(421);
    expect(text).toContain(service.resource);
  });

  it('is judged by its credential before its body: an anonymous malformed one gets 401 (HT-35)', async () => {
    expect((await service.ask(post('{'))).status).toBe(401);
  });

  it('with a bad token and a malformed body gets 401', async () => {
    const expired = bearer(await service.token({ exp: 1 }));
    expect((await service.ask(withHeaders(post('{'), expired))).status).toBe(401);
  });

  it.each(['{', '', 'nonsense', '{"jsonrpc":"2.0",}', '[1,', Buffer.from([0x22, 0xff, 0x22])])(
    'with malformed JSON is a parse error: %s',
    async (body) => {
      const { status, json, headers } = await service.askWithToken(post(body));
      expect([status, rpcError(json), headers['content-type']]).toEqual([
        400,
        -32700,
        expect.stringContaining('application/json'),
      ]);
      await stillServes();
    },
  );

  it.each(['null', '7', '"text"', '[]', '{}', '{"jsonrpc":"1.0","id":1,"method":"x"}'])(
    'that is JSON but no request is invalid: %s',
    async (body) => {
      const { status, json } = await service.askWithToken(post(body));
      expect(status).toBe(400);
      expect([-32600, -32602, -32700, -32000]).toContain(rpcError(json));
      await stillServes();
    },
  );

  it('nested 100,000 deep is refused', async () => {
    const { status, json } = await service.askWithToken(post('['.repeat(45_000) + ']'.repeat(45_000)));
    expect([status, rpcError(json)]).toEqual([400, -32600]);
    await stillServes();
  });

  it('with a member named __proto__ is served alike on both adapters', async () => {
    const body = String(list.body).replace('"params":{', '"params":{"__proto__":{"admin":true},');
    expect((await service.askWithToken({ ...list, body })).status).toBe(200);
  });

  it('larger than the limit gets 413, declared or not (RL-02)', async () => {
    const declared = await service.askWithToken(post(' '.repeat(100_001)));
    expect(declared.status).toBe(413);
    const chunked = await service.askWithToken({
      ...post(' '.repeat(100_001)),
      headers: { ...rpcHeaders, 'transfer-encoding': 'chunked' },
    });
    expect([chunked.status, rpcError(chunked.json)]).toEqual([413, -32600]);
    await stillServes();
  });

  it('as large as the limit is read', async () => {
    const body = String(list.body);
    const padded = body + ' '.repeat(100_000 - body.length);
    expect((await service.askWithToken({ ...list, body: padded })).status).toBe(200);
  });

  it('that is large and anonymous is refused for its size before anything is read', async () => {
    expect((await service.ask(post(' '.repeat(100_001)))).status).toBe(413);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', 'multipart/form-data; boundary=x'])(
    'of type %s gets 415',
    async (type) => {
      const { status, json } = await service.askWithToken(withHeaders(list, { 'content-type': type }));
      expect([status, rpcError(json)]).toEqual([415, -32600]);
    },
  );

  it('without a type gets 415', async () => {
    const { 'content-type': _, ...headers } = list.headers ?? {};
    expect((await service.askWithToken({ ...list, headers })).status).toBe(415);
  });

  it('of JSON with a charset is served', async () => {
    const typed = withHeaders(list, { 'content-type': 'Application/JSON; charset=utf-8' });
    expect((await service.askWithToken(typed)).status).toBe(200);
  });

  it('with a compressed body gets 415', async () => {
    expect((await service.askWithToken(withHeaders(list, { 'content-encoding': 'gzip' }))).status).toBe(415);
  });

  it('for an unknown method gets 404 and -32601 with its id (HT-12)', async () => {
    const { status, json } = await service.askWithToken(statelessCall('no/such'));
    expect([status, rpcError(json), json()['id']]).toEqual([404, -32601, 1]);
  });

  it('for an unknown version gets 400 and the supported ones (HT-11, TR-04)', async () => {
    const body = String(list.body).replaceAll('2026-07-28', '2099-01-01');
    const { status, json } = await service.askWithToken({
      ...withHeaders(list, { 'mcp-protocol-version': '2099-01-01' }),
      body,
    });
    expect([status, rpcError(json)]).toEqual([400, -32022]);
  });

  it('whose version header and body differ gets 400 and -32020 (HT-10, TR-04)', async () => {
    const { status, json } = await service.askWithToken(withHeaders(list, { 'mcp-protocol-version': '2025-11-25' }));
    expect([status, rpcError(json)]).toEqual([400, -32020]);
  });

  it.each(['PUT', 'PATCH', 'HEAD'])('by %s gets 405 with the methods that there are', async (method) => {
    const { status, headers } = await service.askWithToken({ method });
    expect([status, headers.allow]).toEqual([405, 'GET, POST, DELETE, OPTIONS']);
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('by %s never has more of its body read than the limit', async (method) => {
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const { status } = await service.askWithToken({ method, headers, body: ' '.repeat(5_000_000) });
    expect(status).toBe(method === 'DELETE' ? 413 : 405);
    await stillServes();
  });

  it.each(['/mcp#x', '/mcp/#', '/mcp#'])(
    'is judged at the target %s too, wherever the router sends it',
    async (target) => {
      const headers = { ...list.headers, origin: 'https://evil.example', ...bearer(await service.token()) };
      const { status } = await sendTo(service.origin, target, { ...list, headers });
      expect([403, 404]).toContain(status);
    },
  );

  it('with an absolute target is refused in words', async () => {
    const headers = { ...list.headers, ...bearer(await service.token()) };
    const { status } = await sendTo(service.origin, service.resource, { ...list, headers });
    expect(status).toBe(400);
  });

  it.each(['[', 'a b', '%', 'localhost#.evil.example', 'localhost/evil', '2130706433'])(
    'with a Host that is none gets 421: %s',
    async (host) => {
      expect((await service.askWithToken(withHeaders(list, { host }))).status).toBe(421);
    },
  );

  it.each(['foo://localhost', 'http://evil@localhost', 'http://localhost:1/x'])(
    'from an Origin that is none is refused: %s',
    async (origin) => {
      expect((await service.askWithToken(withHeaders(list, { origin }))).status).toBe(403);
    },
  );

  it('with two Origins is refused, even when one of them is allowed', async () => {
    const origin = ['https://app.example.com', 'https://evil.example'];
    expect((await service.askWithToken(withHeaders(list, { origin }))).status).toBe(403);
  });

  it('that is aborted in the middle harms nobody', async () => {
    const token = await service.token();
    const { port } = new URL(service.origin);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        const head = `POST /mcp HTTP/1.1\r\nHost: localhost:${port}\r\nAuthorization: Bearer ${token}\r\n`;
        const start = `${head}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"jsonrpc"`;
        socket.write(start, () => socket.destroy());
      });
      socket.on('close', () => resolve());
    });
    await stillServes();
  });

  it('of the session era is served at the same URL (HT-27)', async () => {
    const { status, headers } = await service.askWithToken(initializeCall());
    expect(status).toBe(200);
    expect(headers['mcp-session-id']).toMatch(/^[\x21-\x7e]{32,}$/);
  });
});
