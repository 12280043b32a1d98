import { describe, expect, it } from 'vitest';
import { Generations } from '../../../../libs/mcp-auth/src/token-verification/verifiers/generations.js';

describe('Generations', () => {
  it('never holds more than its bound', () => {
    const entries = new Generations<number>(10);
    for (let i = 0; i < 100; i++) entries.keep(`${i}`, i);
    expect(entries.size).toBeLessThanOrEqual(10);
  });

  it('saves what is used from going with the old generation', () => {
    const entries = new Generations<string>(4);
    entries.keep('used', 'u');
    entries.keep('unused', 'n');
    for (let i = 0; i < 20; i++) {
      entries.renew('used', 'u');
      entries.keep(`${i}`, '');
    }
    expect([entries.find('used'), entries.find('unused')]).toEqual(['u', undefined]);
  });

  it('does not turn a generation over for what is young already', () => {
    const entries = new Generations<string>(4);
    entries.keep('a', '');
    entries.keep('b', '');
    for (let i = 0; i < 20; i++) entries.renew('b', '');
    expect(entries.size).toBe(2);
  });
});
