import { describe, expect, it } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { CircuitBreaker, usualBreakerTiming } from '../../../libs/mcp-auth/src/identity-provider/circuit-breaker.js';

function circuit(maxConcurrent = usualBreakerTiming.maxConcurrent) {
  const clock = new FrozenClock();
  const breaker = new CircuitBreaker(clock, { ...usualBreakerTiming, maxConcurrent });
  const fail = (times = 1, waitMs?: number) => {
    for (let n = 0; n < times; n += 1) breaker.begin()?.failed(waitMs);
  };
  return { clock, breaker, fail };
}

describe('a circuit', () => {
  it('is usually open for two seconds after five failures in a row', () => {
    expect(usualBreakerTiming).toEqual({ failures: 5, openMs: 2_000, maxConcurrent: 128 });
  });

  it('lets calls through until then', () => {
    const { breaker, fail } = circuit();
    fail(4);
    expect([breaker.isOpen, breaker.begin() !== undefined]).toEqual([false, true]);
  });

  it('lets nobody call while it is open', () => {
    const { breaker, clock, fail } = circuit();
    fail(5);
    clock.advanceMs(1_999);
    expect([breaker.isOpen, breaker.begin()]).toEqual([true, undefined]);
  });

  it('counts failures in a row only', () => {
    const { breaker, fail } = circuit();
    fail(4);
    breaker.begin()?.answered();
    fail(4);
    expect(breaker.isOpen).toBe(false);
  });

  it('then lets one call through for all', () => {
    const { breaker, clock, fail } = circuit();
    fail(5);
    clock.advanceMs(2_000);
    expect([breaker.begin() !== undefined, breaker.begin(), breaker.begin()]).toEqual([true, undefined, undefined]);
  });

  it('opens for another two seconds when that one fails', () => {
    const { breaker, clock, fail } = circuit();
    fail(5);
    clock.advanceMs(2_000);
    fail();
    clock.advanceMs(1_999);
    expect(breaker.begin()).toBeUndefined();
    clock.advanceMs(1);
    expect(breaker.begin()).toBeDefined();
  });

  it('is closed for all when that one is answered', () => {
    const { breaker, clock, fail } = circuit();
    fail(5);
    clock.advanceMs(2_000);
    breaker.begin()?.answered();
    expect([breaker.isOpen, breaker.begin() !== undefined, breaker.begin() !== undefined]).toEqual([false, true, true]);
  });

  it('makes at most one call per two seconds, however many want to (no storm)', () => {
    const { breaker, clock, fail } = circuit();
    fail(5);
    let calls = 0;
    for (let second = 0; second < 20; second += 1) {
      clock.advanceMs(1_000);
      for (let n = 0; n < 100; n += 1) {
        const call = breaker.begin();
        if (call !== undefined) calls += 1;
        call?.failed();
      }
    }
    expect(calls).toBe(10);
  });

  it('opens at once, and for as long, where the other side asks for it', () => {
    const { breaker, clock, fail } = circuit();
    fail(1, 30_000);
    clock.advanceMs(29_999);
    expect([breaker.isOpen, breaker.begin()]).toEqual([true, undefined]);
    clock.advanceMs(1);
    expect(breaker.begin()).toBeDefined();
  });

  it('stays open for two seconds where the other side asks for less', () => {
    const { breaker, clock, fail } = circuit();
    fail(1, 1_000);
    clock.advanceMs(1_999);
    expect(breaker.begin()).toBeUndefined();
  });

  it('does not mind a wall clock that is set back', () => {
    const { breaker, clock, fail } = circuit();
    fail(5);
    clock.advanceMs(2_000);
    clock.setBackMs(3_600_000);
    expect(breaker.begin()).toBeDefined();
  });

  it('closes when a call that began before it opened is answered', () => {
    const { breaker, fail } = circuit();
    const slow = breaker.begin();
    fail(5);
    slow?.answered();
    expect(breaker.isOpen).toBe(false);
  });
});

describe('calls at the same time', () => {
  it('are bounded; nobody is made to wait', () => {
    const { breaker } = circuit(2);
    expect([breaker.begin() !== undefined, breaker.begin() !== undefined, breaker.begin()]).toEqual([
      true,
      true,
      undefined,
    ]);
  });

  it.each(['answered', 'failed'] as const)('make room for another when one is %s', (ending) => {
    const { breaker } = circuit(1);
    breaker.begin()?.[ending]();
    expect(breaker.begin()).toBeDefined();
  });
});
