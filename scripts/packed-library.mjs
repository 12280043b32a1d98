// The library as npm would publish it. It must be built before.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const manifest = JSON.parse(readFileSync(join(root, 'libs', 'mcp-auth', 'package.json'), 'utf8'));

/** Packs into the folder and returns the path of the tarball. */
export function packLibrary(folder) {
  const parameters = ['pack', '--silent', '--workspace', manifest.name, '--pack-destination', folder];
  const file = execFileSync('npm', parameters, { cwd: root, encoding: 'utf8' }).trim();
  return join(folder, file);
}

/**
 * Optional peers that an entry point cannot do without: its code when it is loaded, and its types when somebody compiles with them.
 * Each entry point that the package exports has its row.
 */
const neededPeers = new Map([
  ['.', { code: [], types: [] }],
  ['./oauth-server', { code: [], types: ['typeorm'] }],
  ['./testing', { code: [], types: [] }],
]);

/** Every entry point that holds code: its name as it is imported, and the optional peers that it needs. */
export const entryPoints = Object.keys(manifest.exports)
  .filter((subpath) => !subpath.endsWith('.json'))
  .map((subpath) => {
    const needs = neededPeers.get(subpath);
    if (needs === undefined) throw new Error(`${subpath} has no row in neededPeers of scripts/packed-library.mjs`);
    return { name: join(manifest.name, subpath), needs: needs.code, typesNeed: needs.types };
  });

export const optionalPeers = Object.entries(manifest.peerDependenciesMeta ?? {})
  .filter(([, { optional }]) => optional)
  .map(([peer]) => peer);
