import { Inject, Injectable } from '@nestjs/common';
import { Clock, SharedClock } from '../../core/clock.js';
import { Store } from '../repositories/store.js';

/** The clock of this machine, set by that of the store, which all replicas have in common. */
@Injectable()
export class StoreClock extends SharedClock {
  private differenceMs = 0;

  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(Clock) private readonly own: Clock,
  ) {
    super();
  }

  nowMs(): number {
    return this.own.nowMs() + this.differenceMs;
  }

  monotonicMs(): number {
    return this.own.monotonicMs();
  }

  /**
   * Asks the store for its time, which it said at some moment between question and answer: no difference that fits between them is
   * changed, so that time does not tremble with the network.
   * @throws StoreError where the store cannot be asked
   */
  async set(): Promise<void> {
    const askedAtMs = this.own.nowMs();
    const storeMs = await this.store.timeMs();
    const [least, most] = [storeMs - this.own.nowMs(), storeMs - askedAtMs];
    if (this.differenceMs < least || this.differenceMs > most) this.differenceMs = Math.round((least + most) / 2);
  }
}
