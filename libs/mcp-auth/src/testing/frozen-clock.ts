import { Clock } from '../core/clock.js';

/** A clock that stands still until it is moved. */
export class FrozenClock extends Clock {
  private elapsedMs = 0;

  constructor(private currentMs = Date.UTC(2026, 0, 1)) {
    super();
  }

  nowMs(): number {
    return this.currentMs;
  }

  monotonicMs(): number {
    return this.elapsedMs;
  }

  /** Lets so many milliseconds pass. */
  advanceMs(ms: number): void {
    this.currentMs += ms;
    this.elapsedMs += ms;
  }

  /** Sets the wall clock back, as an administrator or a time server may; no time passes. */
  setBackMs(ms: number): void {
    this.currentMs -= ms;
  }
}
