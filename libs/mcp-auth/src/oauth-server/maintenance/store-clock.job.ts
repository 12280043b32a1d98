import { Inject, Injectable, Logger } from '@nestjs/common';
import { StoreClock } from './store-clock.js';

/** A clock that is set while the service runs is right again after so long. */
const intervalMs = 1_000;

/** Keeps the clock with that of the store. */
@Injectable()
export class StoreClockJob {
  private readonly logger = new Logger('OAuthServer');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(@Inject(StoreClock) private readonly clock: StoreClock) {}

  async start(): Promise<void> {
    await this.clock.set();
    this.timer = setInterval(() => {
      this.running = this.clock.set().catch((error: unknown) => {
        this.logger.debug(`The store does not tell its time: ${String(error)}`);
      });
    }, intervalMs);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }
}
