const minuteMs = 60_000;

/** The hits of one key in the minute that began with the first of them. */
interface Minute {
  endsAtMs: number;
  hits: number;
}

/**
 * Counts the hits of keys per minute, in bounded memory and in the same time whatever the limit. Keys stand in two maps: a full one, or
 * one of a minute ago, becomes the earlier one, and what was the earlier one is forgotten. Whoever brings that many keys makes others
 * be forgotten; they are let in then, and memory does not grow.
 */
export class MinuteCounts {
  private recent = new Map<string, Minute>();
  private earlier = new Map<string, Minute>();
  private turnedAtMs = Number.NEGATIVE_INFINITY;

  /** @param maxKeys keys of one map */
  constructor(private readonly maxKeys: number) {}

  /** How many keys are in memory, at most twice as many as one map holds. */
  get size(): number {
    return this.recent.size + this.earlier.size;
  }

  /**
   * Counts one hit, unless the limit is reached.
   * @returns undefined where it was counted, else the milliseconds until the minute ends
   */
  hit(key: string, perMinute: number, nowMs: number): number | undefined {
    const minute = this.recent.get(key) ?? this.remember(key, nowMs);
    if (minute.endsAtMs <= nowMs) {
      minute.endsAtMs = nowMs + minuteMs;
      minute.hits = 0;
    }
    if (minute.hits >= perMinute) return minute.endsAtMs - nowMs;
    minute.hits += 1;
    return undefined;
  }

  private remember(key: string, nowMs: number): Minute {
    if (this.recent.size >= this.maxKeys || nowMs - this.turnedAtMs >= minuteMs) {
      this.earlier = this.recent;
      this.recent = new Map();
      this.turnedAtMs = nowMs;
    }
    const minute = this.earlier.get(key) ?? { endsAtMs: nowMs + minuteMs, hits: 0 };
    this.recent.set(key, minute);
    return minute;
  }
}
