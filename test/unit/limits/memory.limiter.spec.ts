import { describe, expect, it } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { MemoryLimiter } from '../../../libs/mcp-auth/src/limits/memory.limiter.js';

const rule = { name: 'person', perMinute: 3 };

function start(maxKeys?: number) {
  const clock = new FrozenClock();
  const limiter = new MemoryLimiter(clock, maxKeys);
  const take = (key = 'alice', of = rule) => limiter.retryAfterSeconds(of, key);
  const exhaust = async (key = 'alice') => {
    for (let time = 0; time < 3; time += 1) await take(key);
  };
  return { clock, limiter, take, exhaust };
}

describe('a limit in memory', () => {
  it('lets so many through in a minute, says when to come again, and forgets', async () => {
    const { clock, take } = start();
    expect([await take(), await take(), await take()]).toEqual([undefined, undefined, undefined]);
    clock.advanceMs(20_000);
    expect(await take()).toBe(40);
    clock.advanceMs(40_000);
    expect(await take()).toBeUndefined();
  });

  it('never tells to come again at once', async () => {
    const { clock, take, exhaust } = start();
    await exhaust();
    clock.advanceMs(59_999.9);
    expect(await take()).toBe(1);
  });

  it('is not lifted by a wall clock that is set back or forward', async () => {
    const { clock, take, exhaust } = start();
    await exhaust();
    clock.setBackMs(-3_600_000);
    expect(await take()).toBe(60);
  });

  it('counts keys and rules apart', async () => {
    const { take, exhaust } = start();
    await exhaust();
    expect(await take()).toBeGreaterThan(0);
    expect([await take('bob'), await take('alice', { ...rule, name: 'client' })]).toEqual([undefined, undefined]);
  });

  it('of a person outlives a flood of addresses', async () => {
    const { take, exhaust } = start(100);
    await exhaust();
    for (let key = 0; key < 1_000; key += 1) await take(String(key), { ...rule, name: 'address' });
    expect(await take()).toBe(60);
  });

  it('takes bounded memory under a million keys, long ones too', async () => {
    const { limiter, take } = start(1_000);
    for (let key = 0; key < 1_000_000; key += 1) await take(String(key));
    expect(limiter.size).toBeLessThanOrEqual(2_000);
  });

  it('tells long keys apart by their ends', async () => {
    const { take, exhaust } = start();
    const long = 'x'.repeat(10_000);
    await exhaust(`${long}a`);
    expect([await take(`${long}a`), await take(`${long}b`)]).toEqual([60, undefined]);
  });
});
