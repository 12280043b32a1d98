import { describe, expect, it } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { nowSeconds } from '../../../libs/mcp-auth/src/core/clock.js';

describe('the clock in seconds', () => {
  it('drops the fraction, as NumericDate counts', () => {
    expect(nowSeconds(new FrozenClock(1_999))).toBe(1);
  });
});

describe('a frozen clock', () => {
  it('counts what passes on both clocks', () => {
    const clock = new FrozenClock(1_000);
    clock.advanceMs(5);
    expect([clock.nowMs(), clock.monotonicMs()]).toEqual([1_005, 5]);
  });

  it('that is set back has lost no time', () => {
    const clock = new FrozenClock(1_000);
    clock.advanceMs(5);
    clock.setBackMs(100);
    expect([clock.nowMs(), clock.monotonicMs()]).toEqual([905, 5]);
  });
});
