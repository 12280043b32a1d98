import { beforeEach, describe, expect, it } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { PemKeySet } from '../../../libs/mcp-auth/src/identity-provider/pem.key-set.js';
import { ecKeys } from '../../support/keys.js';

const pem = (await ecKeys()).publicKey.export({ format: 'pem', type: 'spki' }).toString();

let clock: FrozenClock;
let asked: string[];
let published: Map<string, { readonly status: number; readonly text: string }>;
let keys: PemKeySet;

beforeEach(() => {
  clock = new FrozenClock();
  asked = [];
  published = new Map([['a', { status: 200, text: pem }]]);
  const ask = async (url: string) => {
    asked.push(url);
    await Promise.resolve();
    const { status, text } = published.get(url.slice('https://keys.test/'.length)) ?? { status: 404, text: '' };
    return { status, text, headers: new Headers() };
  };
  keys = new PemKeySet('https://keys.test/', ask, clock);
});

describe('keys that are published one by one', () => {
  it('are fetched by their id, once for all callers (JK-04)', async () => {
    const found = await Promise.all(Array.from({ length: 50 }, async () => keys.find('a')));
    expect(found).toMatchObject(found.map(() => ({ found: 'keys', keys: [{ keyId: 'a', algorithms: ['ES256'] }] })));
    expect((await keys.find('a')).found).toBe('keys');
    expect(asked).toEqual(['https://keys.test/a']);
  });

  it.each([undefined, '', '../a', 'a/../a', 'a?b', '%61', 'a#b', 'a.b', 'a'.repeat(129)])(
    'are not asked for by an id that is more than a step of a path: %s (JV-03)',
    async (keyId) => {
      expect(await keys.find(keyId)).toEqual({ found: 'unknown' });
      expect(asked).toEqual([]);
    },
  );

  it.each([403, 404, 410])('do not exist where the answer is %i', async (status) => {
    published.set('b', { status, text: pem });
    expect(await keys.find('b')).toEqual({ found: 'unknown' });
  });

  it.each([302, 500])('cannot be known where the answer is %i (JK-03, JK-06)', async (status) => {
    published.set('b', { status, text: pem });
    expect((await keys.find('b')).found).toBe('unavailable');
  });

  it('are none where the text is none', async () => {
    published.set('b', { status: 200, text: '<html></html>' });
    expect(await keys.find('b')).toEqual({ found: 'unknown' });
  });

  it('are asked for ten new ids in ten seconds, and no more, while known ones stay (JK-01)', async () => {
    await keys.find('a');
    for (let index = 0; index < 100; index += 1) await keys.find(`random-${index}`);
    expect(asked).toHaveLength(10);
    expect(await keys.find('random')).toMatchObject({ found: 'unavailable', retryAfterSeconds: 10 });
    expect((await keys.find('a')).found).toBe('keys');
    clock.advanceMs(10_000);
    published.set('b', { status: 200, text: pem });
    expect((await keys.find('b')).found).toBe('keys');
  });

  it('are renewed, so that one that is taken back dies (JK-02)', async () => {
    await keys.find('a');
    published.delete('a');
    clock.advanceMs(10 * 60_000);
    expect(await keys.find('a')).toEqual({ found: 'unknown' });
  });

  it('are not forgotten for invented ids, however many there are in the end', async () => {
    await keys.find('a');
    for (let index = 0; index < 40; index += 1) {
      await keys.find(`random-${index}`);
      clock.advanceMs(1_001);
    }
    asked = [];
    expect((await keys.find('a')).found).toBe('keys');
    expect(asked).toEqual([]);
  });

  it('are forgotten beyond the bound, the oldest first', async () => {
    for (let index = 0; index < 33; index += 1) {
      published.set(`k-${index}`, { status: 200, text: pem });
      await keys.find(`k-${index}`);
      clock.advanceMs(1_001);
    }
    asked = [];
    await keys.find('k-1');
    await keys.find('k-0');
    expect(asked).toEqual(['https://keys.test/k-0']);
  });
});
