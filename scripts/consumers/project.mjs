// An application of test/consumers in a folder of its own, with the packed library beside it.
import { execFile } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { entryPoints, manifest, optionalPeers, root } from '../packed-library.mjs';

const execute = promisify(execFile);

export const consumerNames = ['nest-12-esm', 'nest-11-commonjs'];

export const sourceOf = (name) => join(root, 'test', 'consumers', name);

/** Copies the application and gives it the tarball by the name that its package.json has for it. */
export function copyConsumer(name, work, tarball) {
  const folder = join(work, name);
  cpSync(sourceOf(name), folder, { recursive: true });
  copyFileSync(tarball, join(folder, `${manifest.name}.tgz`));
  return folder;
}

export async function installConsumer(folder) {
  requireLockOfThisLibrary(folder);
  await run(folder, 'npm', ['ci', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund']);
  requireOnlyDeclaredPeers(folder);
}

/** Compiles with the application's own compiler, and with it the types of each entry point that works there. */
export async function compileConsumer(folder) {
  const { dependencies } = readJson(join(folder, 'package.json'));
  const usable = entryPoints.filter(({ typesNeed }) => typesNeed.every((peer) => peer in dependencies));
  writeFileSync(join(folder, 'src', 'entry-points.ts'), usable.map(({ name }) => `import '${name}';\n`).join(''));
  await run(folder, process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.json']);
}

/** `npm ci` takes the library's dependencies from the lockfile, even where the tarball says something else by now. */
function requireLockOfThisLibrary(folder) {
  const locked = readJson(join(folder, 'package-lock.json')).packages[`node_modules/${manifest.name}`]?.dependencies;
  const same = JSON.stringify(Object.entries(locked ?? {})) === JSON.stringify(Object.entries(manifest.dependencies));
  if (!same) throw new Error(`${folder} is locked to other dependencies of the library: npm run consumers:lock`);
}

/** So that an application without Passport shows that the library does without. */
function requireOnlyDeclaredPeers(folder) {
  const { dependencies } = readJson(join(folder, 'package.json'));
  const extra = optionalPeers.filter(
    (peer) => !(peer in dependencies) && existsSync(join(folder, 'node_modules', peer)),
  );
  if (extra.length > 0) throw new Error(`${folder} has optional peers that it does not ask for: ${extra.join(', ')}`);
}

export function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

export async function run(folder, command, parameters) {
  await execute(command, parameters, { cwd: folder }).catch(({ stdout, stderr }) => {
    throw new Error(`${command} ${parameters.join(' ')} failed in ${folder}\n${stdout}${stderr}`);
  });
}
