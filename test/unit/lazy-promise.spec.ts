import { describe, expect, it } from 'vitest';
import { LazyPromise } from '../../libs/mcp-auth/src/lazy-promise.js';

describe('a lazy promise', () => {
  const counting = () => {
    let starts = 0;
    const promise = new LazyPromise(() => {
      starts += 1;
      return Promise.resolve(starts);
    });
    return { promise, starts: () => starts };
  };

  it('does not start before it is awaited', async () => {
    const { starts } = counting();
    await Promise.resolve();
    expect(starts()).toBe(0);
  });

  it('starts once, however often it is awaited', async () => {
    const { promise } = counting();
    expect([await promise, await promise]).toEqual([1, 1]);
  });

  it('is a promise for Nest', () => {
    expect(counting().promise).toBeInstanceOf(Promise);
  });

  it('rejects who awaits it, and nobody else', async () => {
    const failing = new LazyPromise(() => Promise.reject(new Error('no kind')));
    await expect(failing).rejects.toThrow('no kind');
    await expect(failing.catch(() => 'caught')).resolves.toBe('caught');
  });

  it('starts anew after a start that failed', async () => {
    let starts = 0;
    const mended = new LazyPromise(() => {
      starts += 1;
      return starts === 1 ? Promise.reject(new Error('no kind')) : Promise.resolve(starts);
    });
    await expect(mended).rejects.toThrow('no kind');
    expect([await mended, await mended]).toEqual([2, 2]);
  });

  it('fails once for all who await the same start', async () => {
    let starts = 0;
    const failing = new LazyPromise(() => Promise.reject(new Error(`start ${(starts += 1)}`)));
    const reasons = await Promise.allSettled([failing, failing]);
    expect(reasons).toMatchObject([{ reason: { message: 'start 1' } }, { reason: { message: 'start 1' } }]);
  });
});
