import { once } from 'node:events';
import { Injectable } from '@nestjs/common';
import type { ServerContext } from '@modelcontextprotocol/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServerChanges, Tool, ToolContext } from 'nestjs-mcp-auth';
import { bearer, initializeCall, rpcHeaders, statelessCall, type Question } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';

const state = { running: 0, cancelled: 0, finish: () => undefined as void };

@Injectable()
class Tools {
  /** Runs until it is cancelled, or until the test lets it end. */
  @Tool()
  async long(@ToolContext() { mcpReq }: ServerContext) {
    const finished = new Promise<void>((resolve) => (state.finish = resolve));
    state.running += 1;
    await Promise.race([finished, once(mcpReq.signal, 'abort')]);
    state.running -= 1;
    if (mcpReq.signal.aborted) state.cancelled += 1;
    return 'done';
  }
}

describe.each(adapters)('a client that closes its stream, on %s', (adapter) => {
  let service: ProtectedService;
  let session: Record<string, string>;

  beforeAll(async () => {
    service = await startProtectedService({
      adapter,
      options: { limits: { concurrentPerPerson: 1 } },
      parts: { providers: [Tools] },
    });
  });
  beforeEach(async () => {
    Object.assign(state, { running: 0, cancelled: 0 });
    const authorized = bearer(await service.token());
    const { headers } = await service.askWithToken(initializeCall());
    session = { ...rpcHeaders, ...authorized, 'mcp-session-id': String(headers['mcp-session-id']) };
  });
  afterAll(() => service.stop());

  const callInSession = (body: object): Question => ({
    method: 'POST',
    headers: { ...session, 'mcp-protocol-version': '2025-11-25' },
    body: JSON.stringify({ jsonrpc: '2.0', ...body }),
  });

  /** Begins the call, waits until it runs, and closes the connection. */
  async function leaveDuring({ headers, body }: Question): Promise<void> {
    const abort = new AbortController();
    const request = { method: 'POST', headers: headers as Record<string, string>, body: String(body) };
    const answer = fetch(service.resource, { ...request, signal: abort.signal }).catch(() => undefined);
    await vi.waitFor(() => expect(state.running).toBe(1));
    abort.abort();
    await answer;
  }

  it('cancels its call by that (2026-07-28)', async () => {
    const { headers, body } = statelessCall('tools/call', { name: 'long', arguments: {} });
    await leaveDuring({ headers: { ...headers, ...bearer(await service.token()) }, body: String(body) });
    await vi.waitFor(() => expect(state).toMatchObject({ running: 0, cancelled: 1 }));
  });

  it('does not cancel its call by that, only by saying so (2025-11-25)', async () => {
    await leaveDuring(callInSession({ id: 7, method: 'tools/call', params: { name: 'long', arguments: {} } }));
    // The session serves on, and the call is still there.
    await service.ask(callInSession({ id: 8, method: 'ping' }));
    expect(state).toMatchObject({ running: 1, cancelled: 0 });
    await service.ask(callInSession({ method: 'notifications/cancelled', params: { requestId: 7 } }));
    await vi.waitFor(() => expect(state).toMatchObject({ running: 0, cancelled: 1 }));
  });

  it('has its place back when its call is cancelled (2025-11-25)', async () => {
    for (let id = 1; id <= 3; id += 1) {
      await leaveDuring(callInSession({ id, method: 'tools/call', params: { name: 'long', arguments: {} } }));
      await service.ask(callInSession({ method: 'notifications/cancelled', params: { requestId: id } }));
      await vi.waitFor(() => expect(state.running).toBe(0));
    }
    expect(state.cancelled).toBe(3);
  });

  it('gets nothing again: no event has an id, and a last one that it names is passed over (HT-31)', async () => {
    const abort = new AbortController();
    const stream = await fetch(service.resource, {
      headers: { ...session, accept: 'text/event-stream', 'last-event-id': 'some-other-stream' },
      signal: abort.signal,
    });
    expect(stream.status).toBe(200);
    const reader = stream.body?.getReader();
    const next = async () => Buffer.from((await reader?.read())?.value ?? []).toString();
    expect(await next()).toBe(': open\n\n');
    service.app.get(ServerChanges).toolsChanged();
    const event = await next();
    expect(event).toContain('notifications/tools/list_changed');
    expect(event).not.toMatch(/^id:/m);
    abort.abort();
  });
});
