import { describe, expect, it } from 'vitest';
import { TokenVerifier, type Principal, type Verification } from 'nestjs-mcp-auth';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { VerifiedTokenCache } from '../../../../libs/mcp-auth/src/token-verification/verifiers/verified-token.cache.js';
import { keptInMaps } from '../../../support/kept-in-maps.js';

class CountingVerifier extends TokenVerifier {
  asked = 0;

  constructor(private readonly answer: () => Verification) {
    super();
  }

  verify(): Promise<Verification> {
    this.asked += 1;
    return Promise.resolve(this.answer());
  }
}

function cacheOver(answer: (nowSeconds: number) => Verification, bounds = { maxTokens: 100, maxAgeSeconds: 60 }) {
  const clock = new FrozenClock();
  const verifier = new CountingVerifier(() => answer(clock.nowMs() / 1000));
  return { clock, verifier, cache: new VerifiedTokenCache(verifier, bounds, clock) };
}

const goodFor = (seconds: number) => (now: number) =>
  ({ ending: 'principal', principal: { subject: 'alice', expiresAt: now + seconds } as Principal }) as const;

describe('a verified token', () => {
  it('is verified once', async () => {
    const { cache, verifier } = cacheOver(goodFor(300));
    const first = await cache.verify('a');
    expect(await cache.verify('a')).toBe(first);
    expect(verifier.asked).toBe(1);
  });

  it('is never taken for another one', async () => {
    const { cache, verifier } = cacheOver(goodFor(300));
    await cache.verify('a');
    await cache.verify('b');
    expect(verifier.asked).toBe(2);
  });

  it('is not one that is equal in its first 32 characters (RI-06)', async () => {
    const { cache, verifier } = cacheOver(goodFor(300));
    await cache.verify(`${'x'.repeat(32)}a`);
    await cache.verify(`${'x'.repeat(32)}b`);
    expect(verifier.asked).toBe(2);
  });

  it('is verified again from its exp on, whatever tolerance the verifier has', async () => {
    const { cache, verifier, clock } = cacheOver(goodFor(30));
    await cache.verify('a');
    clock.advanceMs(29_999);
    await cache.verify('a');
    expect(verifier.asked).toBe(1);
    clock.advanceMs(1);
    await cache.verify('a');
    expect(verifier.asked).toBe(2);
  });

  it('is verified again after the longest age, so that a removed key is noticed (JK-02)', async () => {
    const { cache, verifier, clock } = cacheOver(goodFor(3_600));
    await cache.verify('a');
    clock.advanceMs(60_000);
    await cache.verify('a');
    expect(verifier.asked).toBe(2);
  });

  it('does not become younger by being used', async () => {
    const { cache, verifier, clock } = cacheOver(goodFor(3_600), { maxTokens: 2, maxAgeSeconds: 60 });
    await cache.verify('a');
    for (let second = 0; second < 60; second += 10) {
      await cache.verify('a');
      clock.advanceMs(10_000);
    }
    await cache.verify('a');
    expect(verifier.asked).toBe(2);
  });

  it.each<Verification>([
    { ending: 'invalid', reason: 'signature_invalid' },
    { ending: 'unavailable', reason: 'keys_unreachable', retryAfterSeconds: 3 },
  ])('is only one that was good: $ending is asked again', async (answer) => {
    const { cache, verifier } = cacheOver(() => answer);
    await cache.verify('a');
    await cache.verify('a');
    expect([verifier.asked, cache.size]).toEqual([2, 0]);
  });
});

describe('a token that lacks a scope', () => {
  const lacking = (now: number): Verification => ({
    ending: 'insufficient',
    principal: { subject: 'alice', expiresAt: now + 30 } as Principal,
    requiredScopes: ['a'],
  });

  it('is a good one, and verified once', async () => {
    const { cache, verifier } = cacheOver(lacking);
    const first = await cache.verify('a');
    expect([await cache.verify('a'), verifier.asked]).toEqual([first, 1]);
  });

  it('is verified again from its exp on', async () => {
    const { cache, verifier, clock } = cacheOver(lacking);
    await cache.verify('a');
    clock.advanceMs(30_000);
    await cache.verify('a');
    expect(verifier.asked).toBe(2);
  });
});

describe('the memory of verified tokens', () => {
  it('is bounded, whatever is sent', async () => {
    const { cache } = cacheOver(goodFor(300));
    for (let n = 0; n < 1_000; n += 1) await cache.verify(String(n));
    expect(cache.size).toBeLessThanOrEqual(100);
  });

  it('keeps what is used while others pass through', async () => {
    const { cache, verifier } = cacheOver(goodFor(300));
    await cache.verify('mine');
    for (let n = 0; n < 1_000; n += 1) {
      await cache.verify(String(n));
      await cache.verify('mine');
    }
    expect(verifier.asked).toBe(1_001);
  });

  it('holds no token', async () => {
    const { cache } = cacheOver(goodFor(300));
    await cache.verify('very-secret-token');
    const kept = keptInMaps(cache);
    expect([kept.length, JSON.stringify(kept).includes('very-secret-token')]).toEqual([1, false]);
  });

  it('is also one that lacks a scope: nothing of it changes by asking again', async () => {
    const { cache, verifier } = cacheOver((now) => ({
      ...goodFor(60)(now),
      ending: 'insufficient',
      requiredScopes: ['a'],
    }));
    await cache.verify('a');
    expect([await cache.verify('a'), verifier.asked]).toMatchObject([{ ending: 'insufficient' }, 1]);
  });

  it('is as old as the first question for it, whoever asked later for the same answer (RI-06)', async () => {
    const clock = new FrozenClock();
    const { promise, resolve } = settledLater<Verification>();
    let asked = 0;
    const verifier = new (class extends TokenVerifier {
      verify(): Promise<Verification> {
        asked += 1;
        return promise;
      }
    })();
    const cache = new VerifiedTokenCache(verifier, { maxTokens: 100, maxAgeSeconds: 60 }, clock);
    const first = cache.verify('a');
    clock.advanceMs(5_000);
    const second = cache.verify('a');
    resolve(goodFor(300)(clock.nowMs() / 1000));
    await Promise.all([first, second]);
    clock.advanceMs(55_000);
    await cache.verify('a');
    expect(asked).toBe(3);
  });
});

function settledLater<Value>(): { readonly promise: Promise<Value>; readonly resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => (resolve = settle));
  return { promise, resolve };
}
