import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bearer, initializeCall, rpcHeaders, withHeaders, type Question } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { WhoamiTools } from '../../support/whoami.tool.js';

const inSession = (id: string, question: Question): Question => withHeaders(question, { 'mcp-session-id': id });
const call = (method: string, params = {}): Question => ({
  method: 'POST',
  headers: { ...rpcHeaders, 'mcp-protocol-version': '2025-11-25' },
  body: JSON.stringify({ jsonrpc: '2.0', id: 2, method, params }),
});

describe.each(adapters)('a session on %s', (adapter) => {
  let service: ProtectedService;
  let session: string;

  beforeAll(async () => {
    service = await startProtectedService({ adapter, parts: { providers: [WhoamiTools] } });
    session = await open('alice');
  });
  afterAll(() => service.stop());

  async function open(sub: string): Promise<string> {
    const { headers } = await service.askWithToken(initializeCall(), { sub });
    const id = headers['mcp-session-id'];
    if (typeof id !== 'string') throw new Error('no session was opened');
    return id;
  }

  it('serves the principal that opened it', async () => {
    const { status, text } = await service.askWithToken(inSession(session, call('tools/list')), { sub: 'alice' });
    expect(status).toBe(200);
    expect(text).toContain('whoami');
  });

  it('is no credential: without a token its id gives 401 (RS-19)', async () => {
    expect((await service.ask(inSession(session, call('tools/list')))).status).toBe(401);
  });

  it.each(['POST', 'GET', 'DELETE'])('is not found by another principal: %s (RS-20, TR-03)', async (method) => {
    const question = method === 'POST' ? call('tools/list') : { method, headers: { accept: 'text/event-stream' } };
    const foreign = await service.askWithToken(inSession(session, question), { sub: 'bob' });
    const unknown = await service.askWithToken(inSession('no-such-session', question), { sub: 'bob' });
    expect([foreign.status, foreign.text]).toEqual([404, unknown.text]);
    expect((await service.askWithToken(inSession(session, call('ping')), { sub: 'alice' })).status).toBe(200);
  });

  it('uses the token of each request, not the one that opened it', async () => {
    const whoami = inSession(session, call('tools/call', { name: 'whoami', arguments: {} }));
    const { text } = await service.askWithToken(whoami, { sub: 'alice', scope: 'fresh' });
    expect(text).toContain('fresh');
  });

  it('is refused with an expired token although it is open', async () => {
    const expired = bearer(await service.token({ sub: 'alice', exp: 1 }));
    expect((await service.ask(inSession(session, withHeaders(call('ping'), expired)))).status).toBe(401);
  });

  it('has no stream that outlives its token', async () => {
    // Still inside the clock tolerance, so the stream opens; but its time is over.
    const ending = await service.token({ sub: 'alice', exp: Math.floor(Date.now() / 1000) - 1 });
    const headers = { accept: 'text/event-stream', 'mcp-session-id': session, ...bearer(ending) };
    const { status, text } = await service.ask({ headers });
    expect([status, text]).toEqual([200, ': open\n\n']);
  });

  it('is demanded where none is opened (HT-29)', async () => {
    expect((await service.askWithToken(call('tools/list'))).status).toBe(400);
  });

  it('ends by DELETE, and is then unknown (HT-29)', async () => {
    const id = await open('carol');
    const ended = await service.askWithToken(inSession(id, { method: 'DELETE' }), { sub: 'carol' });
    expect(ended.status).toBe(200);
    expect((await service.askWithToken(inSession(id, call('ping')), { sub: 'carol' })).status).toBe(404);
  });

  it('ends by a DELETE that names a type for the body that it has not (HT-29)', async () => {
    const id = await open('dave');
    const typed = { method: 'DELETE', headers: { 'content-type': 'application/json' } };
    expect((await service.askWithToken(inSession(id, typed), { sub: 'dave' })).status).toBe(200);
  });

  it('gives a client its stream back at once when the connection was lost', async () => {
    const id = await open('erin');
    const headers = {
      accept: 'text/event-stream',
      'mcp-session-id': id,
      ...bearer(await service.token({ sub: 'erin' })),
    };
    for (let connection = 0; connection < 3; connection += 1) {
      const abort = new AbortController();
      const { status } = await vi.waitUntil(
        async () => {
          const response = await fetch(service.resource, { headers, signal: abort.signal });
          return response.status === 409 ? undefined : response;
        },
        { timeout: 2_000, interval: 20 },
      );
      expect(status).toBe(200);
      abort.abort();
    }
  });

  it('keeps two people apart who ask at the same moment with the same ids (TR-02)', async () => {
    const people = ['alice', 'bob'];
    const answers = await Promise.all(
      Array.from({ length: 100 }, async (_, round) => {
        const sub = people[round % 2] ?? 'alice';
        const id = await open(sub);
        const whoami = inSession(id, call('tools/call', { name: 'whoami', arguments: {} }));
        const { text } = await service.askWithToken(whoami, { sub });
        return text.includes(`\\"subject\\":\\"${sub}\\"`) && text.includes(`\\"sdkSubject\\":\\"${sub}\\"`);
      }),
    );
    expect(answers.every(Boolean)).toBe(true);
  });
});
