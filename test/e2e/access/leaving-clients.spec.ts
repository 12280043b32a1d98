import { once } from 'node:events';
import { request as httpRequest, type Server } from 'node:http';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { ServerContext } from '@modelcontextprotocol/server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AccessPolicy, RequireAccess, Tool, ToolContext } from 'nestjs-mcp-auth';
import { bearer, statelessCall, withHeaders, type Question } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';

const state = {
  asked: 0,
  answer: undefined as ((isAllowed: boolean) => void) | undefined,
  ran: 0,
  aborted: 0,
  started: 0,
};

/** Thinks until the test answers for it. */
@Injectable()
class Thinking extends AccessPolicy {
  decide(): Promise<boolean> {
    state.asked += 1;
    return new Promise((resolve) => (state.answer = resolve));
  }
}

@Injectable()
class Tools {
  @Tool()
  @RequireAccess({ policy: Thinking })
  guarded() {
    state.ran += 1;
    return 'ran';
  }

  @Tool()
  async long(@ToolContext() { mcpReq }: ServerContext) {
    state.started += 1;
    await once(mcpReq.signal, 'abort');
    state.aborted += 1;
    return 'too late';
  }
}

/** How many connections the server still has. */
function connections({ app }: ProtectedService): Promise<number> {
  const server = app.getHttpServer() as Server;
  return promisify(server.getConnections.bind(server))();
}

const rejections: unknown[] = [];
const note = (reason: unknown) => void rejections.push(reason);

describe.each(adapters)('a client that leaves, on %s', (adapter) => {
  let service: ProtectedService;
  beforeAll(async () => {
    process.on('unhandledRejection', note);
    service = await startProtectedService({ adapter, parts: { providers: [Tools, Thinking] } });
  });
  afterAll(async () => {
    process.off('unhandledRejection', note);
    await service.stop();
  });

  /** Sends a call and hangs up when it is under way. */
  async function leaveDuring(name: string, isUnderWay: () => boolean): Promise<void> {
    const question: Question = statelessCall('tools/call', { name, arguments: {} });
    const { headers, body } = withHeaders(question, bearer(await service.token()));
    const outgoing = httpRequest(service.resource, { method: 'POST', headers: headers as Record<string, string> });
    outgoing.on('error', () => undefined);
    outgoing.end(body);
    await vi.waitFor(() => expect(isUnderWay()).toBe(true));
    outgoing.destroy();
  }

  it('before its policy has answered harms nobody, and nothing runs', async () => {
    Object.assign(state, { asked: 0, ran: 0 });
    await leaveDuring('guarded', () => state.asked === 1);
    await vi.waitFor(async () => expect(await connections(service)).toBe(0));
    state.answer?.(true);
    const next = await service.askWithToken(statelessCall('tools/list'));
    expect([next.status, state.ran]).toEqual([200, 0]);
    expect(rejections).toEqual([]);
  });

  it('during a long call lets the tool know (TR-06)', async () => {
    Object.assign(state, { started: 0, aborted: 0 });
    await leaveDuring('long', () => state.started === 1);
    await vi.waitFor(() => expect(state.aborted).toBe(1));
    expect(rejections).toEqual([]);
  });
});
