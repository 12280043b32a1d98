import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { StoreClock } from '../../../../libs/mcp-auth/src/oauth-server/maintenance/store-clock.js';
import { MemoryStore } from '../../../../libs/mcp-auth/src/oauth-server/persistence/memory/memory-store.js';

let own: FrozenClock;
let storeAheadMs: number;
/** Of the way to the store, and of the way back. */
let way: readonly [number, number];
let clock: StoreClock;
beforeEach(() => {
  [own, storeAheadMs, way] = [new FrozenClock(), 0, [0, 0]];
  const store = new MemoryStore(own);
  store.timeMs = () => {
    own.advanceMs(way[0]);
    const timeMs = own.nowMs() + storeAheadMs;
    own.advanceMs(way[1]);
    return Promise.resolve(timeMs);
  };
  clock = new StoreClock(store, own);
});

const aheadMs = () => clock.nowMs() - own.nowMs();

describe('the clock that replicas share', () => {
  it.each([90_000, -90_000])('is that of the store, from which this machine differs by %d ms (PF-07)', async (ms) => {
    storeAheadMs = ms;
    await clock.set();
    expect(aheadMs()).toBe(ms);
  });

  it('does not tremble where the way to the store is now fast and now slow', async () => {
    const seen = new Set<number>();
    for (way of [
      [5, 5],
      [50, 1],
      [1, 50],
      [300, 300],
      [0, 0],
    ] as const) {
      await clock.set();
      seen.add(aheadMs());
    }
    expect([...seen]).toEqual([0]);
  });

  it('is off by half of the way at most, where it is set on a slow one', async () => {
    [storeAheadMs, way] = [90_000, [200, 0]];
    await clock.set();
    expect(Math.abs(aheadMs() - storeAheadMs)).toBeLessThanOrEqual(100);
    way = [1, 1];
    await clock.set();
    expect(Math.abs(aheadMs() - storeAheadMs)).toBeLessThanOrEqual(1);
  });

  it('counts durations by the machine, whose monotonic clock nobody sets', async () => {
    storeAheadMs = 90_000;
    await clock.set();
    expect(clock.monotonicMs()).toBe(own.monotonicMs());
  });
});
