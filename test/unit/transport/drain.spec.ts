import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { Drain } from '../../../libs/mcp-auth/src/transport/drain.js';
import type { McpEndpoint } from '../../../libs/mcp-auth/src/transport/mcp-endpoint.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));
const served = () => Promise.resolve();

function start() {
  const happened: string[] = [];
  const endpoint = { close: () => Promise.resolve(void happened.push('streams ended')) } as unknown as McpEndpoint;
  const drain = new Drain(endpoint, new FrozenClock());
  const shutDown = () => void drain.beforeApplicationShutdown().then(() => happened.push('server may close'));
  return { drain, shutDown, happened };
}

/** An answer that has been written, but that no client has taken yet. */
function answer() {
  const stream = new PassThrough();
  const send = async () => {
    stream.end().resume();
    await turn();
    await turn();
  };
  return { response: stream as unknown as ServerResponse, send, stream };
}

describe('Drain', () => {
  it('waits for the answers of running calls to be sent before it ends streams (PF-10)', async () => {
    const { drain, shutDown, happened } = start();
    const { response, send } = answer();
    void drain.track(served, response);
    shutDown();
    await turn();
    expect(happened).toEqual([]);
    await send();
    expect(happened).toEqual(['streams ended', 'server may close']);
  });

  it('waits for what was taken on and is no call yet, so that it is answered (PF-10)', async () => {
    const { drain, shutDown, happened } = start();
    const { response, send } = answer();
    drain.arrive(response);
    shutDown();
    await turn();
    void drain.track(served, response);
    await turn();
    expect(happened).toEqual([]);
    await send();
    expect(happened).toEqual(['streams ended', 'server may close']);
  });

  it('does not wait for a request that was answered before it was a call', async () => {
    const { drain, shutDown, happened } = start();
    const { response, send } = answer();
    drain.arrive(response);
    await send();
    shutDown();
    await turn();
    expect(happened).toEqual(['streams ended', 'server may close']);
  });

  it('cuts what no client takes when its time is over, or the server would never close', async () => {
    vi.useFakeTimers();
    const { drain, shutDown, happened } = start();
    const { response } = answer();
    void drain.track(served, response);
    drain.onModuleDestroy();
    shutDown();
    await vi.advanceTimersByTimeAsync(8_999);
    expect([response.destroyed, happened]).toEqual([false, ['streams ended']]);
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    expect([response.destroyed, happened]).toEqual([true, ['streams ended', 'server may close']]);
  });

  it('waits for ended streams to be sent, or their connections would hold the server open', async () => {
    const { drain, shutDown, happened } = start();
    const { response, send } = answer();
    void drain.trackStream(served, response);
    shutDown();
    await turn();
    expect(happened).toEqual(['streams ended']);
    await send();
    expect(happened).toEqual(['streams ended', 'server may close']);
  });

  it('does not wait for a client that has gone', async () => {
    const { drain, shutDown, happened } = start();
    const { response, stream } = answer();
    void drain.track(served, response);
    stream.destroy();
    shutDown();
    await turn();
    expect(happened).toEqual(['streams ended', 'server may close']);
  });
});
