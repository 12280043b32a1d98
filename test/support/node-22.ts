import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const REQUIRED_MAJOR = 22;

/**
 * A Node binary of at least version 22, for tools that do not run on the oldest Node we support: this one when it is
 * new enough, else the one that `npm ci --prefix test/support/node-22` brings, else undefined.
 */
export function node22(): string | undefined {
  return runsHere() ? process.execPath : bundledBinary();
}

function runsHere(): boolean {
  return Number(process.versions.node.split('.')[0]) >= REQUIRED_MAJOR;
}

function bundledBinary(): string | undefined {
  try {
    const manifest = createRequire(new URL('node-22/package.json', import.meta.url)).resolve(
      `node-${process.platform}-${process.arch}/package.json`,
    );
    const binary = join(dirname(manifest), 'bin', 'node');
    accessSync(binary, constants.X_OK);
    return binary;
  } catch {
    return undefined;
  }
}
