import { createHash } from 'node:crypto';
import type { Clock } from '../core/clock.js';
import { Limiter, type LimitRule } from '../core/limiter.js';
import { MinuteCounts } from './minute-counts.js';

/** A minute of a busy service has a fraction of it; full, the maps of one rule take some 30 megabytes. */
const maxKeysOfMap = 50_000;
/** Longer keys are kept as a digest, so that not only their number is bounded. */
const maxKeyLength = 256;

const allowed: Promise<undefined> = Promise.resolve(undefined);

/**
 * Counts in the memory of this process, each rule for itself: a flood of addresses makes no person be forgotten. The storage of
 * `@nestjs/throttler` that does the same goes through every hit of the last minute at each further one, which takes longer than
 * verifying a token does.
 */
export class MemoryLimiter extends Limiter {
  private readonly rules = new Map<string, MinuteCounts>();

  constructor(
    private readonly clock: Clock,
    private readonly maxKeys = maxKeysOfMap,
  ) {
    super();
  }

  /** How many keys are in memory, of all rules. */
  get size(): number {
    return [...this.rules.values()].reduce((sum, { size }) => sum + size, 0);
  }

  retryAfterSeconds({ name, perMinute }: LimitRule, key: string): Promise<number | undefined> {
    const leftMs = this.countsOf(name).hit(bounded(key), perMinute, this.clock.monotonicMs());
    return leftMs === undefined ? allowed : Promise.resolve(Math.ceil(leftMs / 1_000));
  }

  private countsOf(rule: string): MinuteCounts {
    const known = this.rules.get(rule);
    if (known !== undefined) return known;
    const counts = new MinuteCounts(this.maxKeys);
    this.rules.set(rule, counts);
    return counts;
  }
}

function bounded(key: string): string {
  return key.length <= maxKeyLength ? key : createHash('sha256').update(key).digest('base64url');
}
