import type { ServerResponse } from 'node:http';
import { finished } from 'node:stream';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { McpEndpoint } from './mcp-endpoint.js';
import { RunningCalls } from './running-calls.js';

/** Longest time that running calls are waited for at shutdown. */
const maxWaitMs = 8_000;
/** Longest time that ended streams are waited for. */
const maxFlushMs = 1_000;

/**
 * Ends the endpoint without losing calls. Nest destroys modules, then runs this, then closes the server: new requests get
 * 503 from the first moment, running ones may finish, open streams end last.
 */
@Injectable()
export class Drain implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly calls = new RunningCalls();
  private readonly streams = new RunningCalls();
  private started = false;

  constructor(@Inject(McpEndpoint) private readonly endpoint: McpEndpoint) {}

  get hasStarted(): boolean {
    return this.started;
  }

  /** Counts one call until its answer is sent, however it ends. */
  track(call: () => Promise<void>, response: ServerResponse): Promise<void> {
    return this.calls.track(() => untilSent(call, response));
  }

  /** Counts a stream without an end of its own: it is not waited for, but ended. */
  trackStream(call: () => Promise<void>, response: ServerResponse): Promise<void> {
    return this.streams.track(() => untilSent(call, response));
  }

  onModuleDestroy(): void {
    this.started = true;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.calls.idle(maxWaitMs);
    await this.endpoint.close();
    await this.streams.idle(maxFlushMs);
  }
}

/** A server that is closed while an answer is on its way waits until the client, or a long timeout, ends the connection. */
async function untilSent(call: () => Promise<void>, response: ServerResponse): Promise<void> {
  await call();
  await new Promise<void>((resolve) => {
    finished(response, () => resolve());
  });
}
