import { Logger } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { BoundedThrottlerStorage } from '../../../libs/mcp-auth/src/limits/bounded.throttler-storage.js';
import { ThrottlerLimiter } from '../../../libs/mcp-auth/src/limits/throttler.limiter.js';
import type { LimitsSettings } from '../../../libs/mcp-auth/src/options/limits.settings.js';

const rule = { name: 'person', perMinute: 3 };
const settings: LimitsSettings = {
  perClientPerMinute: 0,
  perPersonPerMinute: 0,
  perAddressPerMinute: 0,
  concurrentPerPerson: 0,
  trustedProxies: [],
};

function limiter(storage?: ThrottlerStorage): ThrottlerLimiter {
  const moduleRef = { get: () => storage } as unknown as ModuleRef;
  const made = new ThrottlerLimiter(
    moduleRef,
    { ...settings, ...(storage && { storage: 'storage' }) },
    new FrozenClock(),
  );
  made.onModuleInit();
  return made;
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('a limit', () => {
  it('lets so many through in a minute, says when to come again, and forgets', async () => {
    vi.useFakeTimers();
    const made = limiter();
    const take = () => made.retryAfterSeconds(rule, 'alice');
    expect([await take(), await take(), await take()]).toEqual([undefined, undefined, undefined]);
    vi.advanceTimersByTime(20_000);
    expect(await take()).toBe(40);
    vi.advanceTimersByTime(40_000);
    expect(await take()).toBeUndefined();
  });

  it('counts keys and rules apart', async () => {
    const made = limiter();
    for (let time = 0; time < 3; time += 1) await made.retryAfterSeconds(rule, 'alice');
    expect(await made.retryAfterSeconds(rule, 'alice')).toBeGreaterThan(0);
    expect(await made.retryAfterSeconds(rule, 'bob')).toBeUndefined();
    expect(await made.retryAfterSeconds({ ...rule, name: 'client' }, 'alice')).toBeUndefined();
  });

  it('stops nobody while its storage fails, and says so once a minute', async () => {
    const errors: unknown[] = [];
    vi.spyOn(Logger.prototype, 'error').mockImplementation((line: unknown) => void errors.push(line));
    const made = limiter({ increment: () => Promise.reject(new Error('connection lost')) });
    for (let time = 0; time < 9; time += 1) expect(await made.retryAfterSeconds(rule, 'alice')).toBeUndefined();
    expect(errors).toHaveLength(1);
  });
});

describe('the memory of limits', () => {
  it('does not grow with the number of keys, and goes on counting those that it has', async () => {
    const storage = new BoundedThrottlerStorage(100);
    const increment = (key: string) => storage.increment(key, 60_000, 1, 0, 'address');
    for (let key = 0; key < 1_000; key += 1) await increment(String(key));
    expect(storage.storage.size).toBe(100);
    expect((await increment('5')).isBlocked).toBe(true);
    expect((await increment('500')).isBlocked).toBe(false);
    storage.onApplicationShutdown();
  });
});
