import type { Server, ServerResponse } from 'node:http';
import { Injectable, type INestApplication } from '@nestjs/common';
import { afterEach, describe, expect, it } from 'vitest';
import { Tool } from 'nestjs-mcp-auth';
import { bearer, initializeCall, statelessCall } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';

/** A tool that works until the test lets it finish. */
@Injectable()
class SlowTool {
  started: Promise<void>;
  finish: () => void = () => undefined;
  private readonly work: Promise<void>;
  private begin: () => void = () => undefined;

  constructor() {
    this.started = new Promise((resolve) => (this.begin = resolve));
    this.work = new Promise((resolve) => (this.finish = resolve));
  }

  @Tool()
  async slow() {
    this.begin();
    await this.work;
    return 'done';
  }
}

let service: ProtectedService;
let slow: SlowTool;

/** A busy machine: the end of every answer reaches Node a turn later than it was written. */
function endLate(app: INestApplication): void {
  const server = app.getHttpServer() as Server;
  server.prependListener('request', (_, response: ServerResponse) => {
    const end = response.end.bind(response) as (...args: readonly unknown[]) => ServerResponse;
    response.end = (...args: readonly unknown[]) => {
      setImmediate(() => end(...args));
      return response;
    };
  });
}

async function start(adapter: (typeof adapters)[number], prepare: (app: INestApplication) => void = () => undefined) {
  service = await startProtectedService({ adapter, prepare, parts: { providers: [SlowTool] } });
  slow = service.app.get(SlowTool);
}

describe.each(adapters)('a shutdown on %s', (adapter) => {
  let stopped: Promise<void> = Promise.resolve();
  afterEach(() => stopped);

  it('lets a running call finish, refuses new ones with 503, and then ends (PF-10)', async () => {
    await start(adapter);
    const running = service.askWithToken(statelessCall('tools/call', { name: 'slow', arguments: {} }));
    await slow.started;
    stopped = service.stop();
    const refused = await service.askWithToken(statelessCall('tools/list'));
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '1']);
    slow.finish();
    expect((await running).text).toContain('done');
    await stopped;
  });

  it.each([
    ['at once', () => undefined],
    ['late', endLate],
  ])('ends open streams whole instead of waiting for them, where their end is sent %s', async (_, prepare) => {
    await start(adapter, prepare);
    const { headers } = await service.askWithToken(initializeCall());
    const stream = await fetch(service.resource, {
      headers: {
        ...bearer(await service.token()),
        accept: 'text/event-stream',
        'mcp-session-id': String(headers['mcp-session-id']),
      },
    });
    expect(stream.status).toBe(200);
    stopped = service.stop();
    // A connection that is cut instead would reject.
    await expect(stream.text()).resolves.toBe(': open\n\n');
    await stopped;
  });
});

describe.each(adapters)('a principal with many subscriptions on %s', (adapter) => {
  it('does not take the places of others (RL-06)', async () => {
    await start(adapter);
    const abort = new AbortController();
    const subscribe = async (sub: string) => {
      const { headers, body } = statelessCall('subscriptions/listen', { notifications: { toolsListChanged: true } });
      const authorized = { ...(headers as Record<string, string>), ...bearer(await service.token({ sub })) };
      const request = { method: 'POST', headers: authorized, body: String(body), signal: abort.signal };
      return fetch(service.resource, request);
    };
    // The answers are kept: a stream whose answer is forgotten is closed by the garbage collector.
    const answers = await Promise.all(Array.from({ length: 66 }, () => subscribe('alice')));
    const bobs = await subscribe('bob');
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2);
    expect(bobs.status).toBe(200);
    abort.abort();
    await service.stop();
    expect(answers).toHaveLength(66);
  });
});

describe.each(adapters)('a client that goes away on %s', (adapter) => {
  it('is no reason to stop serving the others (TR-06)', async () => {
    await start(adapter);
    const abort = new AbortController();
    const { headers, body } = statelessCall('tools/call', { name: 'slow', arguments: {} });
    const gone = fetch(service.resource, {
      method: 'POST',
      headers: { ...(headers as Record<string, string>), ...bearer(await service.token()) },
      body: String(body),
      signal: abort.signal,
    });
    await slow.started;
    abort.abort();
    await expect(gone).rejects.toThrow(/abort/i);
    slow.finish();
    expect((await service.askWithToken(statelessCall('tools/list'))).status).toBe(200);
    await service.stop();
  });
});
