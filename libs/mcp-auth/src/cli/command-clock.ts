import { Clock } from '../core/clock.js';

/** The clock of this machine: commands run outside of Nest, which has its own. */
export class CommandClock extends Clock {
  nowMs(): number {
    return Date.now();
  }

  monotonicMs(): number {
    return performance.now();
  }
}
