import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newSecret, type Randomness } from '../../core/randomness.js';

/**
 * The encryption key of a development machine: a file that only its owner may read, made at first use. It is there as a whole or not
 * at all, and two processes that start at once have the same one.
 */
export async function developmentKey(path: string, randomness: Randomness): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomness.identifier()}`;
  await writeFile(draft, newSecret(randomness), { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, path);
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere) throw error;
  } finally {
    await rm(draft);
  }
  return readFile(path, 'utf8');
}
