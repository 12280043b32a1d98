import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { defaultKeySetTiming as timing } from '../../../libs/mcp-auth/src/identity-provider/key-set-timing.js';
import { RemoteKeySet } from '../../../libs/mcp-auth/src/identity-provider/remote.key-set.js';
import type { VerificationKey } from '../../../libs/mcp-auth/src/identity-provider/verification-key.js';
import { ecKeys } from '../../support/keys.js';

let oldKey: VerificationKey;
let newKey: VerificationKey;
let clock: FrozenClock;
let downloads: number;
let published: readonly VerificationKey[] | Error;
let keys: RemoteKeySet;

beforeAll(async () => {
  oldKey = { keyId: 'old', key: (await ecKeys()).publicKey, algorithms: ['ES256'] };
  newKey = { keyId: 'new', key: (await ecKeys()).publicKey, algorithms: ['ES256'] };
});

beforeEach(() => {
  clock = new FrozenClock();
  downloads = 0;
  published = [oldKey];
  keys = new RemoteKeySet(async () => {
    downloads += 1;
    // Everyone who asks in the same moment waits for the same answer.
    await Promise.resolve();
    if (published instanceof Error) throw published;
    return published;
  }, clock);
});

/** Lets a refresh in the background come to its end. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the keys of an issuer', () => {
  it('are fetched once for 200 callers on a cold cache (JK-04)', async () => {
    const found = await Promise.all(Array.from({ length: 200 }, async () => keys.find('old')));
    expect(found.every((lookup) => lookup.found === 'keys')).toBe(true);
    expect(downloads).toBe(1);
  });

  it('are all candidates for a token without a key id', async () => {
    published = [oldKey, newKey];
    expect(await keys.find(undefined)).toEqual({ found: 'keys', keys: [oldKey, newKey] });
  });

  it('are fetched once more for a new key id, though they came just now, so that a rotation costs nothing (JK-02)', async () => {
    await keys.find('old');
    published = [oldKey, newKey];
    expect(await keys.find('new')).toEqual({ found: 'keys', keys: [newKey] });
    expect((await keys.find('old')).found).toBe('keys');
    expect(downloads).toBe(2);
  });

  it('are not fetched again for an unknown key id on a cold cache: the answer is there already', async () => {
    expect(await keys.find('random')).toEqual({ found: 'unknown' });
    expect(downloads).toBe(1);
  });

  it('are fetched once within a cool-down, whatever 1,000 key ids strangers invent (JK-01)', async () => {
    await keys.find('old');
    for (let i = 0; i < 1_000; i += 1) {
      expect(await keys.find(`random-${i}`)).toEqual({ found: 'unknown' });
      expect((await keys.find('old')).found).toBe('keys');
      clock.advanceMs(9);
    }
    expect(downloads).toBe(2);
    clock.advanceMs(timing.unknownKeyCooldownMs - 9_000);
    await keys.find('random');
    expect(downloads).toBe(3);
  });

  it('are fetched once for 10,000 invented key ids at once (JK-01)', async () => {
    await keys.find('old');
    const ids = Array.from({ length: 10_000 }, (_, i) => `random-${i}`);
    const found = await Promise.all(ids.map(async (id) => keys.find(id)));
    expect(found.every((lookup) => lookup.found === 'unknown')).toBe(true);
    expect(downloads).toBe(2);
  });

  it('are asked for anew by a caller who joined a fetch that began before it came (JK-02)', async () => {
    const answers: ((keys: readonly VerificationKey[]) => void)[] = [];
    const slow = new RemoteKeySet(() => new Promise((resolve) => void answers.push(resolve)), clock);
    const first = slow.find('old');
    answers[0]?.([oldKey]);
    await first;
    clock.advanceMs(timing.refreshAfterMs);
    await slow.find('old');
    const joined = slow.find('new');
    answers[1]?.([oldKey]);
    await settled();
    answers[2]?.([oldKey, newKey]);
    expect(await joined).toEqual({ found: 'keys', keys: [newKey] });
  });

  it('are noticed to have changed while the wall clock stands two minutes back (JK-02)', async () => {
    await keys.find('random');
    await keys.find('random');
    clock.setBackMs(120_000);
    published = [newKey];
    clock.advanceMs(timing.unknownKeyCooldownMs);
    expect((await keys.find('new')).found).toBe('keys');
  });

  it('are renewed in the background before they are too old', async () => {
    await keys.find('old');
    published = [newKey];
    clock.advanceMs(timing.refreshAfterMs);
    expect((await keys.find('old')).found).toBe('keys');
    await settled();
    expect((await keys.find('new')).found).toBe('keys');
  });

  it('lose a removed key at the maximum age at the latest (JK-02)', async () => {
    await keys.find('old');
    published = [newKey];
    clock.setBackMs(120_000);
    clock.advanceMs(timing.maxAgeMs);
    expect(await keys.find('old')).toEqual({ found: 'unknown' });
  });

  it('lose it then although the issuer failed for a moment before (JK-02)', async () => {
    await keys.find('old');
    published = new Error('connection refused');
    clock.advanceMs(timing.refreshAfterMs);
    await keys.find('old');
    await settled();
    published = [newKey];
    clock.advanceMs(timing.maxAgeMs - timing.refreshAfterMs);
    expect(await keys.find('old')).toEqual({ found: 'unknown' });
  });
});

describe('the keys of an issuer that cannot be reached', () => {
  beforeEach(async () => {
    await keys.find('old');
    published = new Error('connection refused');
  });

  it('stay in use inside the stale window (JK-03)', async () => {
    clock.advanceMs(timing.staleIfErrorMs - 1);
    expect((await keys.find('old')).found).toBe('keys');
  });

  it('end with the stale window, and nobody is told that the token is bad', async () => {
    clock.advanceMs(timing.staleIfErrorMs);
    expect(await keys.find('old')).toMatchObject({ found: 'unavailable', cause: 'connection refused' });
  });

  it('are unavailable, not unknown, when an unseen key id comes', async () => {
    expect((await keys.find('new')).found).toBe('unavailable');
  });

  it('are asked for once per failure cool-down', async () => {
    clock.advanceMs(timing.maxAgeMs);
    for (let i = 0; i < 100; i += 1) await keys.find('old');
    expect(downloads).toBe(2);
    clock.advanceMs(timing.failureCooldownMs);
    await keys.find('old');
    expect(downloads).toBe(3);
  });

  it('make nobody wait a second time for an issuer that hangs', async () => {
    let calls = 0;
    const hanging = new RemoteKeySet(() => (++calls === 1 ? Promise.resolve([oldKey]) : hang(calls)), clock);
    const hang = (call: number) =>
      call === 2 ? Promise.reject(new Error('timeout')) : new Promise<never>(() => undefined);
    await hanging.find('old');
    clock.advanceMs(timing.maxAgeMs);
    await hanging.find('old');
    clock.advanceMs(timing.failureCooldownMs);
    expect((await hanging.find('old')).found).toBe('keys');
    expect(calls).toBe(3);
  });

  it('come back as soon as the issuer does', async () => {
    clock.advanceMs(timing.staleIfErrorMs);
    await keys.find('old');
    published = [newKey];
    clock.setBackMs(120_000);
    clock.advanceMs(timing.failureCooldownMs);
    expect((await keys.find('new')).found).toBe('keys');
  });

  it('are asked for an unseen key id by the cool-down of failures, as Retry-After promises', async () => {
    expect((await keys.find('new')).found).toBe('unavailable');
    published = [newKey];
    expect((await keys.find('new')).found).toBe('unavailable');
    clock.advanceMs(timing.failureCooldownMs);
    expect((await keys.find('new')).found).toBe('keys');
    expect(downloads).toBe(3);
  });

  it('are unavailable on a cold cache, with a time to come back (JK-03)', async () => {
    const cold = new RemoteKeySet(() => Promise.reject(new Error('timeout')), clock);
    expect(await cold.find('old')).toEqual({ found: 'unavailable', retryAfterSeconds: 3, cause: 'timeout' });
  });
});

describe('keys for tokens that name none', () => {
  it('are fetched anew after a rotation (JK-02)', async () => {
    await keys.find(undefined);
    published = [newKey];
    expect(await keys.renewed()).toEqual({ found: 'keys', keys: [newKey] });
    expect(keys.find(undefined)).toEqual({ found: 'keys', keys: [newKey] });
  });

  it('are not fetched more often than once per cool-down, whatever strangers send (JK-01)', async () => {
    await keys.find(undefined);
    await keys.renewed();
    for (let n = 0; n < 1_000; n += 1) expect(await keys.renewed()).toBeUndefined();
    expect(downloads).toBe(2);
  });
});
