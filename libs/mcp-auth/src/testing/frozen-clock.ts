import { Clock } from '../core/clock.js';

/** A clock that stands still until it is moved. */
export class FrozenClock extends Clock {
  constructor(private currentMs = Date.UTC(2026, 0, 1)) {
    super();
  }

  nowMs(): number {
    return this.currentMs;
  }

  /** Moves time on by so many milliseconds; back, when negative. */
  advanceMs(ms: number): void {
    this.currentMs += ms;
  }
}
