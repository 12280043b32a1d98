import { describe, expect, it } from 'vitest';
import { TokenVerifier, type Principal, type Verification } from 'nestjs-mcp-auth';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { RefusedTokenCache } from '../../../../libs/mcp-auth/src/token-verification/verifiers/refused-token.cache.js';
import { keptInMaps } from '../../../support/kept-in-maps.js';

const refusal: Verification = { ending: 'invalid', reason: 'token_inactive' };

function cacheOver(answer: Verification, maxAgeSeconds = 10, maxTokens = 100, answerTakesMs = 0) {
  const clock = new FrozenClock();
  const asked: string[] = [];
  class Counting extends TokenVerifier {
    verify(token: string): Promise<Verification> {
      asked.push(token);
      clock.advanceMs(answerTakesMs);
      return Promise.resolve(answer);
    }
  }
  return { clock, asked, cache: new RefusedTokenCache(new Counting(), { maxTokens, maxAgeSeconds }, clock) };
}

describe('a refused token', () => {
  it('costs one question, however often it comes', async () => {
    const { cache, asked } = cacheOver(refusal);
    const first = await cache.verify('a');
    expect([await cache.verify('a'), first, asked]).toEqual([refusal, refusal, ['a']]);
  });

  it('is asked about again after ten seconds', async () => {
    const { cache, asked, clock } = cacheOver(refusal);
    await cache.verify('a');
    clock.advanceMs(9_999);
    await cache.verify('a');
    expect(asked).toEqual(['a']);
    clock.advanceMs(1);
    await cache.verify('a');
    expect(asked).toEqual(['a', 'a']);
  });

  it('is as old as the question, not as the answer to it', async () => {
    const { cache, asked, clock } = cacheOver(refusal, 10, 100, 4_000);
    await cache.verify('a');
    clock.advanceMs(6_000);
    await cache.verify('a');
    expect(asked).toEqual(['a', 'a']);
  });

  it('does not become older by coming again', async () => {
    const { cache, asked, clock } = cacheOver(refusal);
    for (let second = 0; second <= 10; second += 1) {
      await cache.verify('a');
      clock.advanceMs(1_000);
    }
    expect(asked).toEqual(['a', 'a']);
  });

  it('is asked about each time where the operator says 0', async () => {
    const { cache, asked } = cacheOver(refusal, 0);
    await cache.verify('a');
    await cache.verify('a');
    expect(asked).toEqual(['a', 'a']);
  });

  it('says nothing about one that is equal in its first 32 characters (RI-06)', async () => {
    const { cache, asked } = cacheOver(refusal);
    await cache.verify(`${'x'.repeat(32)}a`);
    await cache.verify(`${'x'.repeat(32)}b`);
    expect(asked).toHaveLength(2);
  });
});

describe('what is no bad token', () => {
  it.each<Verification>([
    { ending: 'principal', principal: {} as Principal },
    { ending: 'insufficient', principal: {} as Principal, requiredScopes: ['a'] },
    { ending: 'unavailable', reason: 'issuer_unreachable', retryAfterSeconds: 3 },
  ])('is not remembered: $ending (RI-05)', async (answer) => {
    const { cache, asked } = cacheOver(answer);
    await cache.verify('a');
    await cache.verify('a');
    expect(asked).toEqual(['a', 'a']);
  });
});

describe('the memory of refused tokens', () => {
  it('is bounded, whatever is sent', async () => {
    const { cache } = cacheOver(refusal);
    for (let n = 0; n < 1_000; n += 1) await cache.verify(String(n));
    expect([keptInMaps(cache).length > 0, keptInMaps(cache).length <= 100]).toEqual([true, true]);
  });

  it('holds no token', async () => {
    const { cache } = cacheOver(refusal);
    await cache.verify('very-secret-token');
    const kept = keptInMaps(cache);
    expect([kept.length, JSON.stringify(kept).includes('very-secret-token')]).toEqual([1, false]);
  });
});
