import { describe, expect, it } from 'vitest';
import { MinuteCounts } from '../../../libs/mcp-auth/src/limits/minute-counts.js';

describe('the counts of a minute', () => {
  it('end sixty seconds after the first hit, however often it was refused since', () => {
    const counts = new MinuteCounts(10);
    expect([counts.hit('a', 2, 0), counts.hit('a', 2, 30_000), counts.hit('a', 2, 45_000)]).toEqual([
      undefined,
      undefined,
      15_000,
    ]);
    expect([counts.hit('a', 2, 59_999), counts.hit('a', 2, 60_000)]).toEqual([1, undefined]);
  });

  it('hold while another key makes the maps turn', () => {
    const counts = new MinuteCounts(10);
    counts.hit('a', 1, 50_000);
    counts.hit('b', 1, 70_000);
    expect(counts.hit('a', 1, 109_999)).toBe(1);
  });

  it('of a million keys are those of the last ones only', () => {
    const counts = new MinuteCounts(1_000);
    for (let key = 0; key < 1_000_000; key += 1) counts.hit(String(key), 1, 0);
    expect(counts.size).toBeLessThanOrEqual(2_000);
    expect([counts.hit('999999', 1, 0), counts.hit('0', 1, 0)]).toEqual([60_000, undefined]);
  });

  it('that are over are forgotten with the next keys, without a timer', () => {
    const counts = new MinuteCounts(1_000);
    for (let key = 0; key < 900; key += 1) counts.hit(`old-${key}`, 1, 0);
    counts.hit('a', 1, 60_000);
    counts.hit('b', 1, 120_000);
    expect(counts.size).toBe(2);
  });
});
