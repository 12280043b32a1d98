import { Logger } from '@nestjs/common';
import { ThrottlerStorageService, type ThrottlerStorage } from '@nestjs/throttler';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { ThrottlerLimiter } from '../../../libs/mcp-auth/src/limits/throttler.limiter.js';

const rule = { name: 'person', perMinute: 3 };

function start(storage: ThrottlerStorage) {
  const clock = new FrozenClock();
  const limiter = new ThrottlerLimiter(() => storage, clock);
  limiter.onModuleInit();
  const take = (key = 'alice') => limiter.retryAfterSeconds(rule, key);
  return { clock, take };
}

function loggedErrors(): unknown[] {
  const errors: unknown[] = [];
  vi.spyOn(Logger.prototype, 'error').mockImplementation((line: unknown) => void errors.push(line));
  return errors;
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('a limit in a storage of the application', () => {
  it('lets so many through in a minute, says when to come again, and forgets', async () => {
    vi.useFakeTimers();
    const { take } = start(new ThrottlerStorageService());
    expect([await take(), await take(), await take()]).toEqual([undefined, undefined, undefined]);
    vi.advanceTimersByTime(20_000);
    expect(await take()).toBe(60);
    vi.advanceTimersByTime(59_999);
    expect(await take()).toBe(1);
    vi.advanceTimersByTime(1);
    expect(await take()).toBeUndefined();
  });

  it('stops nobody while the storage fails, and says so once a minute', async () => {
    const errors = loggedErrors();
    const { clock, take } = start({ increment: () => Promise.reject(new Error('connection lost')) });
    for (let second = 0; second < 60; second += 1) {
      expect(await take()).toBeUndefined();
      clock.advanceMs(1_000);
    }
    expect(errors).toHaveLength(1);
    await take();
    expect(errors).toHaveLength(2);
  });

  it('holds nobody up while the storage does not answer, and asks it again after a second', async () => {
    vi.useFakeTimers();
    loggedErrors();
    const increment = vi.fn<ThrottlerStorage['increment']>(() => new Promise(() => undefined));
    const { clock, take } = start({ increment });
    const first = take();
    await vi.advanceTimersByTimeAsync(250);
    expect([await first, await take(), increment.mock.calls.length]).toEqual([undefined, undefined, 1]);
    clock.advanceMs(1_000);
    void take();
    expect(increment).toHaveBeenCalledTimes(2);
  });

  it('survives an answer that comes too late and is an error', async () => {
    vi.useFakeTimers();
    loggedErrors();
    let fail: (error: Error) => void = () => undefined;
    const { take } = start({ increment: () => new Promise((_, reject) => (fail = reject)) });
    const taken = take();
    await vi.advanceTimersByTimeAsync(250);
    expect(await taken).toBeUndefined();
    fail(new Error('connection lost'));
    await vi.advanceTimersByTimeAsync(0);
  });

  it('stops the start where the provider is no storage', () => {
    const limiter = new ThrottlerLimiter(() => ({ get: () => undefined }), new FrozenClock());
    expect(() => limiter.onModuleInit()).toThrow('limits.storage: has no method "increment"');
  });
});
