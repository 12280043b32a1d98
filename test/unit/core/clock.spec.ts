import { describe, expect, it } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { nowSeconds } from '../../../libs/mcp-auth/src/core/clock.js';

describe('the clock in seconds', () => {
  it('drops the fraction, as NumericDate counts', () => {
    expect(nowSeconds(new FrozenClock(1_999))).toBe(1);
  });
});
