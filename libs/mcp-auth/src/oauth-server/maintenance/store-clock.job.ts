import { Inject, Injectable, Logger } from '@nestjs/common';
import { Repetition } from './repetition.js';
import { StoreClock } from './store-clock.js';

/** A clock that is set while the service runs is right again after so long. */
const intervalMs = 1_000;

/** Keeps the clock with that of the store. */
@Injectable()
export class StoreClockJob {
  private readonly logger = new Logger('OAuthServer');
  private readonly repetition = new Repetition(intervalMs, () =>
    this.clock.set().catch((error: unknown) => {
      this.logger.debug(`The store does not tell its time: ${String(error)}`);
    }),
  );

  constructor(@Inject(StoreClock) private readonly clock: StoreClock) {}

  async start(): Promise<void> {
    await this.clock.set();
    this.repetition.start();
  }

  stop(): Promise<void> {
    return this.repetition.stop();
  }
}
