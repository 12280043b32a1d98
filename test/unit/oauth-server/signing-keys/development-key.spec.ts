import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { developmentKey } from '../../../../libs/mcp-auth/src/oauth-server/signing-keys/development-key.js';
import { RealRandomness } from '../../../support/token-engine.js';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'mcp-auth-'))));
afterEach(() => rm(folder, { recursive: true }));

const keyIn = (name: string) => developmentKey(join(folder, name), new RealRandomness());

describe('the encryption key of a development machine', () => {
  it('is the same at each start', async () => {
    const [first, second] = [await keyIn('one.key'), await keyIn('one.key')];
    expect([second, first.length]).toEqual([first, 43]);
  });

  it('is the same for processes that start at once, and leaves nothing else behind', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => keyIn('one.key')));
    expect([new Set(keys).size, await readdir(folder)]).toEqual([1, ['one.key']]);
  });

  it('can be read by its owner alone', async () => {
    await keyIn('one.key');
    const { mode } = await stat(join(folder, 'one.key'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('is told where it cannot be written', async () => {
    await keyIn('one.key');
    await expect(keyIn('one.key/another.key')).rejects.toThrow(/EEXIST|ENOTDIR/);
  });

  it('is made with the folder that it stands in', async () => {
    expect(await keyIn('new/folder/one.key')).toBe(await keyIn('new/folder/one.key'));
  });
});
