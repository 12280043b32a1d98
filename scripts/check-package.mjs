// Packs the library and looks at the tarball as a stranger would: its metadata, its types, and every entry point,
// imported and required from folders that hold nothing but the package and what its package.json declares.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { entryPoints, manifest, optionalPeers, packLibrary, root } from './packed-library.mjs';

const modules = [join(root, 'libs', 'mcp-auth', 'node_modules'), join(root, 'node_modules')];
const work = mkdtempSync(join(tmpdir(), 'package-check-'));
try {
  const tarball = packLibrary(work);
  runTool('publint', ['run', tarball, '--strict']);
  runTool('@arethetypeswrong/cli', ['--profile', 'esm-only', tarball]);
  entryPoints.forEach((entryPoint) => checkEntryPoint(tarball, entryPoint));
  checkBin(tarball);
} finally {
  rmSync(work, { recursive: true });
}

function checkEntryPoint(tarball, { name, needs }) {
  const folder = install(name, tarball);
  linkAll(folder, needs);
  load(folder, name, 'with the optional peers that it needs');
  for (const peer of needs) {
    rmSync(join(folder, 'node_modules', peer));
    refuseToLoad(folder, name, peer);
    linkAll(folder, [peer]);
  }
  linkAll(
    folder,
    optionalPeers.filter((peer) => !needs.includes(peer)),
  );
  load(folder, name, 'with every optional peer');
}

/** It says what it can do without any optional peer, and which one is missing where it needs one. */
function checkBin(tarball) {
  const folder = install('bin', tarball);
  const program = join(folder, 'node_modules', manifest.name, manifest.bin[manifest.name]);
  run(process.execPath, [program, '--help'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const { status, stderr } = spawnSync(process.execPath, [program, 'migrate'], { cwd: folder, encoding: 'utf8' });
  if (status !== 1 || !stderr.includes('npm install typeorm'))
    throw new Error(`The bin says nothing of TypeORM: ${stderr}`);
  console.log(`${manifest.name} (bin): helps without optional peers, and names the one that is missing`);
}

// By links instead of `npm install`, so that no network is needed and nothing undeclared comes along.
function install(entryPoint, tarball) {
  const folder = join(work, entryPoint.replaceAll('/', '_'));
  const target = join(folder, 'node_modules', manifest.name);
  mkdirSync(target, { recursive: true });
  run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
  requireFiles(target);
  const peers = Object.keys(manifest.peerDependencies).filter((peer) => !optionalPeers.includes(peer));
  linkAll(folder, [...Object.keys(manifest.dependencies), ...peers]);
  return folder;
}

function requireFiles(folder) {
  for (const file of ['LICENSE', 'README.md']) {
    if (!existsSync(join(folder, file))) throw new Error(`The tarball holds no ${file}`);
  }
}

function linkAll(folder, dependencies) {
  for (const dependency of dependencies) {
    const link = join(folder, 'node_modules', dependency);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(locate(dependency), link, 'junction');
  }
}

function locate(dependency) {
  const folder = modules.map((parent) => join(parent, dependency)).find((path) => existsSync(path));
  if (folder === undefined) throw new Error(`${dependency} is declared by the library but not installed here`);
  return folder;
}

function load(folder, entryPoint, how) {
  const code = `import('${entryPoint}').then((imported) => {
      if (require('${entryPoint}') !== imported) throw new Error('import and require() see two copies');
      console.log('${entryPoint}: ' + Object.keys(imported).length + ' values, ${how}');
    });`;
  runCode(folder, code);
}

/** A missing peer must be one failure that names it. */
function refuseToLoad(folder, entryPoint, peer) {
  const code = `import('${entryPoint}').then(
      () => { throw new Error('${entryPoint} loads without ${peer}: take it out of neededPeers'); },
      (error) => {
        if (!error.message.includes("'${peer}'")) throw error;
        console.log('${entryPoint}: ' + error.message.split('\\n', 1)[0]);
      });`;
  runCode(folder, code);
}

function runCode(folder, code) {
  run(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=commonjs', '-e', code], {
    cwd: folder,
  });
}

function runTool(name, parameters) {
  const folder = join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const script = typeof bin === 'string' ? bin : Object.values(bin)[0];
  run(process.execPath, [join(folder, script), ...parameters]);
}

function run(command, parameters, options = {}) {
  execFileSync(command, parameters, { cwd: root, stdio: 'inherit', ...options });
}
