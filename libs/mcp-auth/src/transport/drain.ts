import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { McpEndpoint } from './mcp-endpoint.js';

/** Longest time that running calls are waited for at shutdown. */
const maxWaitMs = 8_000;

/**
 * Ends the endpoint without losing calls. Nest destroys modules, then runs this, then closes the server: new requests get
 * 503 from the first moment, running ones may finish, open streams end last.
 */
@Injectable()
export class Drain implements OnModuleDestroy, BeforeApplicationShutdown {
  private running = 0;
  private started = false;
  private idle: (() => void) | undefined;

  constructor(@Inject(McpEndpoint) private readonly endpoint: McpEndpoint) {}

  get hasStarted(): boolean {
    return this.started;
  }

  /** Counts one call until it is done, however it ends. */
  async track(call: () => Promise<void>): Promise<void> {
    this.running += 1;
    try {
      await call();
    } finally {
      this.running -= 1;
      if (this.running === 0) this.idle?.();
    }
  }

  onModuleDestroy(): void {
    this.started = true;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.whenIdle();
    await this.endpoint.close();
  }

  private whenIdle(): Promise<void> {
    if (this.running === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, maxWaitMs);
      this.idle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
