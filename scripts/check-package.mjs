// Packs the library and looks at the tarball as a stranger would: its metadata, its types, and every entry point,
// imported and required from a folder that holds nothing but the package and what its package.json declares.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const library = join(root, 'libs', 'mcp-auth');
const modules = [join(library, 'node_modules'), join(root, 'node_modules')];

const work = mkdtempSync(join(tmpdir(), 'package-check-'));
try {
  const tarball = pack();
  runTool('publint', ['run', tarball, '--strict']);
  runTool('@arethetypeswrong/cli', ['--profile', 'esm-only', tarball]);
  importEntryPoints(tarball);
} finally {
  rmSync(work, { recursive: true });
}

function pack() {
  run('npm', ['pack', '--silent', '--workspace', 'nestjs-mcp-auth', '--pack-destination', work], { stdio: 'pipe' });
  return join(work, readdirSync(work)[0]);
}

function importEntryPoints(tarball) {
  const bare = install('without-optional-peers', tarball, (manifest, peer) => !isOptional(manifest, peer));
  load(bare.folder, bare.manifest.name);
  const full = install('with-optional-peers', tarball, () => true);
  for (const subpath of Object.keys(full.manifest.exports)) {
    if (!subpath.endsWith('.json')) load(full.folder, join(full.manifest.name, subpath));
  }
}

// By links instead of `npm install`, so that no network is needed and nothing undeclared comes along.
function install(name, tarball, isWanted) {
  const folder = join(work, name);
  const target = join(folder, 'node_modules', 'nestjs-mcp-auth');
  mkdirSync(target, { recursive: true });
  run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
  const manifest = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'));
  requireFiles(target);
  const peers = Object.keys(manifest.peerDependencies ?? {}).filter((peer) => isWanted(manifest, peer));
  for (const dependency of [...Object.keys(manifest.dependencies ?? {}), ...peers]) {
    const link = join(folder, 'node_modules', dependency);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(locate(dependency), link, 'junction');
  }
  return { folder, manifest };
}

function requireFiles(folder) {
  for (const file of ['LICENSE', 'README.md']) {
    if (!existsSync(join(folder, file))) throw new Error(`The tarball holds no ${file}`);
  }
}

function isOptional(manifest, peer) {
  return manifest.peerDependenciesMeta?.[peer]?.optional === true;
}

function locate(dependency) {
  const folder = modules.map((parent) => join(parent, dependency)).find((path) => existsSync(path));
  if (folder === undefined) throw new Error(`${dependency} is declared by the library but not installed here`);
  return folder;
}

function load(folder, entryPoint) {
  const code = `import('${entryPoint}').then((imported) => {
      if (require('${entryPoint}') !== imported) throw new Error('import and require() see two copies');
      console.log('${entryPoint}: ' + Object.keys(imported).length + ' values');
    });`;
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
