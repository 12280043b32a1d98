import { McpServer } from '@modelcontextprotocol/server';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from 'nestjs-mcp-auth';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { withinExchange } from '../../../libs/mcp-auth/src/transport/mcp-exchange.js';
import { Sessions } from '../../../libs/mcp-auth/src/transport/sessions.js';

const limits = { idleMs: 1_000, perPrincipal: 3, total: 5 };
let clock: FrozenClock;
let sessions: Sessions;
let closed: number;

beforeEach(() => {
  clock = new FrozenClock();
  closed = 0;
  let next = 0;
  const randomness = { identifier: () => `session-${++next}`, bytes: (count: number) => Buffer.alloc(count) };
  const createServer = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    const server = new McpServer({ name: 'test', version: '1' }, { capabilities: { tools: {} } });
    server.server.onclose = () => void (closed += 1);
    return server;
  };
  sessions = new Sessions(createServer, { clock, randomness, report: () => undefined }, limits);
});

const nobody = undefined;
const principal = (subject: string | undefined) =>
  subject === undefined ? undefined : ({ issuer: 'https://idp', subject } as Principal);
const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '1' } },
};
const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

async function send(subject: string | undefined, body: object, sessionId?: string): Promise<Response> {
  const request = new Request('http://localhost/mcp', {
    method: 'POST',
    headers: { ...headers, ...(sessionId !== undefined && { 'mcp-session-id': sessionId }) },
    body: JSON.stringify(body),
  });
  const exchange = { request: {}, response: {}, body, principal: principal(subject), denials: new Map() };
  const response = await withinExchange(exchange, () => sessions.fetch(request, { parsedBody: body }));
  await response.text();
  return response;
}

const open = async (subject: string | undefined) =>
  (await send(subject, initialize)).headers.get('mcp-session-id') ?? '';
const ping = async (subject: string | undefined, id: string) =>
  (await send(subject, { jsonrpc: '2.0', id: 2, method: 'ping' }, id)).status;

describe('sessions', () => {
  it('end when they are idle for too long', async () => {
    const id = await open('alice');
    clock.advanceMs(limits.idleMs + 1);
    expect(await ping('alice', id)).toBe(404);
    expect(closed).toBe(1);
  });

  it('live on while they are used', async () => {
    const id = await open('alice');
    for (let i = 0; i < 5; i += 1) {
      clock.advanceMs(limits.idleMs);
      expect(await ping('alice', id)).toBe(200);
    }
  });

  it('are limited per principal: a new one ends the least recently used (RL-06)', async () => {
    const [first, second] = [await open('alice'), await open('alice'), await open('alice')];
    await ping('alice', first);
    await open('alice');
    expect([await ping('alice', first), await ping('alice', second)]).toEqual([200, 404]);
  });

  it('of one principal do not end those of another within the limits', async () => {
    const bobs = await open('bob');
    for (let i = 0; i < 20; i += 1) await open('alice');
    expect(await ping('bob', bobs)).toBe(200);
  });

  it('are limited in total (RL-06)', async () => {
    const first = await open('p0');
    for (let i = 1; i <= limits.total; i += 1) await open(`p${i}`);
    expect(await ping('p0', first)).toBe(404);
  });

  it('are limited per principal also when many are opened at once and the server is slow to make', async () => {
    await Promise.all(Array.from({ length: 20 }, () => open('alice')));
    expect(closed).toBe(20 - limits.perPrincipal);
  });

  it('that nobody owned belong to whom uses them first, and count among theirs (RL-06, TR-03)', async () => {
    const ids = [];
    for (let i = 0; i < 5; i += 1) {
      const id = await open(nobody);
      expect(await ping('alice', id)).toBe(200);
      ids.push(id);
    }
    const left = [];
    for (const id of ids) left.push(await ping('alice', id));
    expect(left).toEqual([404, 404, 200, 200, 200]);
    expect(await ping(nobody, ids[4] ?? '')).toBe(404);
  });

  it('of nobody do not end those of anybody', async () => {
    const alices = await open('alice');
    for (let i = 0; i < 20; i += 1) await open(nobody);
    expect(await ping('alice', alices)).toBe(200);
  });

  it('may be opened inside a batch, as 2025-03-26 had it', async () => {
    expect((await send('alice', [initialize])).headers.get('mcp-session-id')).not.toBeNull();
  });

  it('all end with the endpoint', async () => {
    await open('alice');
    await open('bob');
    await sessions.close();
    expect(closed).toBe(2);
  });
});
