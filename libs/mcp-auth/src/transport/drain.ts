import type { ServerResponse } from 'node:http';
import { finished } from 'node:stream';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { McpEndpoint } from './mcp-endpoint.js';
import { RunningCalls } from './running-calls.js';

/** Longest time that running calls are waited for at shutdown. */
const maxWaitMs = 8_000;
/** Longest time that answers and streams which were ended are waited for. */
const maxFlushMs = 1_000;

/**
 * Ends the endpoint without losing calls. Nest destroys modules, then runs this, then closes the server: new requests get
 * 503 from the first moment, running ones may finish, open streams end last.
 */
@Injectable()
export class Drain implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly arriving = new RunningCalls();
  private readonly handOver = new WeakMap<ServerResponse, () => void>();
  private readonly calls = new RunningCalls();
  private readonly streams = new RunningCalls();
  private readonly unsent = new Set<ServerResponse>();
  /** When calls are waited for no longer; all resources of an application have the same time. */
  private endsAtMs: number | undefined;
  private closed = false;

  constructor(
    @Inject(McpEndpoint) private readonly endpoint: McpEndpoint,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** From now on nothing is taken on. */
  get hasStarted(): boolean {
    return this.endsAtMs !== undefined;
  }

  /** From now on nothing can be served, not even what was taken on before. */
  get hasClosed(): boolean {
    return this.closed;
  }

  /** Counts a request that was taken on while its token and its body are looked at, until it is a call or is answered otherwise. */
  arrive(response: ServerResponse): void {
    const arrival = () =>
      new Promise<void>((resolve) => {
        this.handOver.set(response, resolve);
        finished(response, () => resolve());
      });
    void this.arriving.track(arrival);
  }

  /** Counts one call until its answer is sent, however it ends. */
  track(call: () => Promise<void>, response: ServerResponse): Promise<void> {
    return this.take(
      this.calls.track(() => untilSent(call, response)),
      response,
    );
  }

  /** Counts a stream without an end of its own: it is not waited for, but ended. */
  trackStream(call: () => Promise<void>, response: ServerResponse): Promise<void> {
    return this.take(
      this.streams.track(() => untilSent(call, response)),
      response,
    );
  }

  onModuleDestroy(): void {
    this.endsAtMs = this.clock.monotonicMs() + maxWaitMs;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.arriving.idle(this.leftMs());
    await this.calls.idle(this.leftMs());
    this.closed = true;
    await this.endpoint.close();
    await Promise.all([this.calls.idle(maxFlushMs), this.streams.idle(maxFlushMs)]);
    // Who reads nothing would hold the server open for ever.
    for (const response of this.unsent) response.destroy();
  }

  /** It is counted here before it is forgotten there. */
  private take(call: Promise<void>, response: ServerResponse): Promise<void> {
    this.handOver.get(response)?.();
    this.unsent.add(response);
    finished(response, () => this.unsent.delete(response));
    return call;
  }

  private leftMs(): number {
    const nowMs = this.clock.monotonicMs();
    return Math.max((this.endsAtMs ?? nowMs + maxWaitMs) - nowMs, 0);
  }
}

/** A server that is closed while an answer is on its way waits until the client, or a long timeout, ends the connection. */
async function untilSent(call: () => Promise<void>, response: ServerResponse): Promise<void> {
  await call();
  await new Promise<void>((resolve) => {
    finished(response, () => resolve());
  });
}
