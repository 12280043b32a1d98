import type { Clock } from '../core/clock.js';

/** When somebody who fails is left alone, and for how long. */
export interface BreakerTiming {
  /** Failures one after the other that open the circuit. */
  readonly failures: number;
  /** For so long nobody asks; then one does, for all. */
  readonly openMs: number;
  /** Calls at the same time; beyond them nobody is made to wait. */
  readonly maxConcurrent: number;
}

export const usualBreakerTiming: BreakerTiming = { failures: 5, openMs: 2_000, maxConcurrent: 128 };

/** A call that may be made; it has to end. */
export interface GuardedCall {
  /** The other side said something. */
  answered(): void;
  /** @param waitMs for so long the other side wants to be left alone, where it says so */
  failed(waitMs?: number): void;
}

/**
 * Keeps an outage of somebody else from becoming a storm of calls: after some failures in a row nobody calls for a while, then one
 * tries. All times are monotonic.
 */
export class CircuitBreaker {
  private failuresInRow = 0;
  private openUntilMs = Number.NEGATIVE_INFINITY;
  private isProbing = false;
  private running = 0;

  constructor(
    private readonly clock: Clock,
    private readonly timing: BreakerTiming = usualBreakerTiming,
  ) {}

  get isOpen(): boolean {
    return this.failuresInRow >= this.timing.failures;
  }

  /** The call, or undefined where nobody may call now. */
  begin(): GuardedCall | undefined {
    if (this.running >= this.timing.maxConcurrent) return undefined;
    const isProbe = this.isOpen;
    if (isProbe && (this.isProbing || this.clock.monotonicMs() < this.openUntilMs)) return undefined;
    this.isProbing ||= isProbe;
    this.running += 1;
    return {
      answered: () => {
        this.end(isProbe);
        this.failuresInRow = 0;
      },
      failed: (waitMs = 0) => {
        this.end(isProbe);
        this.failuresInRow = waitMs > 0 ? this.timing.failures : this.failuresInRow + 1;
        this.openUntilMs = this.clock.monotonicMs() + Math.max(this.timing.openMs, waitMs);
      },
    };
  }

  private end(isProbe: boolean): void {
    this.running -= 1;
    if (isProbe) this.isProbing = false;
  }
}
