// Renews the lockfiles of test/consumers, which hold the library's dependencies too. Run it after a change of either.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consumerNames, copyConsumer, readJson, run, sourceOf } from './consumers/project.mjs';
import { manifest, packLibrary } from './packed-library.mjs';

const LOCKFILE = 'package-lock.json';

const work = mkdtempSync(join(tmpdir(), 'consumers-lock-'));
try {
  const tarball = packLibrary(work);
  for (const name of consumerNames) {
    const folder = copyConsumer(name, work, tarball);
    forgetLibrary(join(folder, LOCKFILE));
    const parameters = ['--package-lock-only', '--omit-lockfile-registry-resolved', '--no-audit', '--no-fund'];
    await run(folder, 'npm', ['install', ...parameters]);
    const lock = readJson(join(folder, LOCKFILE));
    // The next tarball has other bytes.
    delete lock.packages[`node_modules/${manifest.name}`].integrity;
    writeFileSync(join(sourceOf(name), LOCKFILE), `${JSON.stringify(lock, null, 2)}\n`);
  }
} finally {
  rmSync(work, { recursive: true });
}

// A tarball of the same name is not opened again while the lockfile knows what was in it.
function forgetLibrary(lockfile) {
  if (!existsSync(lockfile)) return;
  const lock = readJson(lockfile);
  delete lock.packages[`node_modules/${manifest.name}`];
  writeFileSync(lockfile, JSON.stringify(lock));
}
