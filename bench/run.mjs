// `npm run bench` runs every bench, `npm run bench -- verify` one of them. Installs what only the benches need, builds the
// library, prints tables and leaves JSON in bench/results/.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const benches = {
  verify: './verify/index.mjs',
  access: './access/index.mjs',
  'oauth-server': './oauth-server/index.mjs',
  revocation: './revocation/index.mjs',
};

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0)
  throw new Error(`No bench "${unknown.join(', ')}"; there are: ${Object.keys(benches).join(', ')}`);

installBenchPackages();
run(join(root, 'node_modules', '.bin', 'nest'), ['build', 'mcp-auth'], root);
console.log(`Node ${process.version}, ${machine().cpu}`);
mkdirSync(join(here, 'results'), { recursive: true });
for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
  const { runBench } = await import(benches[name]);
  const results = { bench: name, at: new Date().toISOString(), machine: machine(), ...(await runBench()) };
  writeFileSync(join(here, 'results', `${name}.json`), `${JSON.stringify(results, undefined, 2)}\n`);
  console.log(`\nWritten: bench/results/${name}.json`);
}

function installBenchPackages() {
  if (!existsSync(join(here, 'node_modules'))) run('npm', ['ci', '--no-audit', '--no-fund'], here);
  // A second copy of Nest would have classes of its own, and injection tokens that never meet.
  for (const name of ['common', 'core', 'passport', 'platform-express', 'platform-fastify']) {
    const copy = join(here, 'node_modules', '@nestjs', name);
    if (existsSync(copy)) throw new Error(`${copy} must not be there: benches use the root's Nest`);
  }
}

function machine() {
  return { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length, platform: process.platform };
}

function run(command, parameters, cwd) {
  execFileSync(command, parameters, { cwd, stdio: 'inherit' });
}
