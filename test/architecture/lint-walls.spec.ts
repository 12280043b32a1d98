import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// A later block of the linter's configuration replaces what an earlier one says about the same rule, so a wall can fall
// without a sound. Hence this test: it plants a fault behind each wall, and its lawful twin.
type Planted = readonly [what: string, code: string, lawful: readonly string[], forbidden: readonly string[]];

const repository = fileURLToPath(new URL('../../', import.meta.url));
const lib = (folder: string) => `libs/mcp-auth/src/${folder}`;
const imports = (name: string) => `export * from '${name}';`;
const verifying = [
  'token-verification',
  'token-verification/verifiers',
  'identity-provider',
  'microservices',
  'testing',
];
const pure = ['core', 'core/audit', 'presets', 'oauth-server/model', 'oauth-server/requests', 'oauth-server/pages'];
const anyOther = [
  'composition',
  'options',
  'http',
  'remote-auth',
  'access-control',
  'health',
  'oauth-server/endpoints',
];

const walls: readonly Planted[] = [
  ['process', 'export const pid = process.pid;', ['src'], [...[...anyOther, ...pure].map(lib), lib('outbound')]],
  ['process.env', 'export const { env } = process;', [], [...[...anyOther, ...pure].map(lib), 'src', 'src/tools']],
  ['globalThis.process', 'export const { pid } = globalThis.process;', ['src'], [lib('http'), lib('core')]],
  ['node:process', imports('node:process'), [], ['src', ...[...anyOther, ...pure].map(lib)]],
  ['fetch', 'export const send = fetch;', [lib('outbound'), 'src'], [...anyOther, ...pure, ...verifying].map(lib)],
  ['node:https', imports('node:https'), [lib('outbound')], [...anyOther, ...pure, ...verifying].map(lib)],
  ['undici', imports('undici'), [lib('outbound')], [...anyOther, ...pure, ...verifying].map(lib)],
  [
    'types of node:http',
    "import type { Server } from 'node:http';\nexport type S = Server;",
    [lib('http')],
    pure.map(lib),
  ],
  ['typeorm', imports('typeorm'), [lib('oauth-server/persistence/typeorm/entities')], [...anyOther, ...pure].map(lib)],
  ['loading typeorm', "export const orm = import('typeorm');", [], [...anyOther, 'oauth-proxy'].map(lib)],
  ['jwks-rsa', imports('jwks-rsa'), [lib('identity-provider')], [...anyOther, ...pure, 'token-verification'].map(lib)],
  ['passport', imports('passport'), [lib('passport')], [...anyOther, ...pure, 'token-verification'].map(lib)],
  ['jose', imports('jose'), verifying.map(lib), [...anyOther, ...pure, 'transport'].map(lib)],
  [
    'jose in level 3',
    imports('jose'),
    [lib('oauth-server/tokens')],
    [lib('oauth-server/grants'), lib('oauth-server/login')],
  ],
  ['the MCP SDK', imports('@modelcontextprotocol/server'), [lib('transport'), lib('testing')], anyOther.map(lib)],
  ['Nest', imports('@nestjs/common'), [lib('http')], [...pure, 'options', 'outbound', 'doctor'].map(lib)],
  ['values of Nest', imports('@nestjs/core'), [], [lib('composition')]],
  ['Date.now', 'export const now = Date.now();', [lib('testing')], pure.map(lib)],
  ['Math.random', 'export const dice = Math.random();', [lib('http')], pure.map(lib)],
  ['timers', 'export const timer = setTimeout(() => {}, 1);', [lib('transport')], pure.map(lib)],
  ['the insides of the library', imports('../libs/mcp-auth/src/index.js'), ['test'], ['src', 'src/levels']],
  ['any', 'export const loose = (value: any) => value;', [], ['src', 'test', lib('http')]],
  ['a non-null assertion', 'export const first = (list: string[]) => list[0]!;', [], ['src', 'test', lib('http')]],
];

let work: string;
let refused: Set<string>;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'lint-walls-'));
  copyFileSync(`${repository}.oxlintrc.json`, join(work, '.oxlintrc.json'));
  walls.forEach(([, code, lawful, forbidden], wall) => {
    for (const folder of [...lawful, ...forbidden]) plant(plantedFile(folder, wall), code);
  });
  plant(lib('options/env.ts'), 'export const pid = process.pid;');
  plant('src/demo-options.ts', 'export const { env } = process;');
  refused = lint();
});

afterAll(() => rmSync(work, { recursive: true }));

describe('the linter', () => {
  it.each(walls.map(([what], wall) => ({ what, wall })))(
    'refuses $what in other folders than their own',
    ({ wall }) => {
      const [, , lawful, forbidden] = walls[wall] ?? ['', '', [], []];
      const refusedIn = [...lawful, ...forbidden].filter((folder) => refused.has(plantedFile(folder, wall)));
      expect(refusedIn).toEqual(forbidden);
    },
  );

  it.each([lib('options/env.ts'), 'src/demo-options.ts'])('lets %s read the environment', (file) => {
    expect(refused.has(file)).toBe(false);
  });
});

function plantedFile(folder: string, wall: number): string {
  return `${folder}/planted-${wall}.ts`;
}

function plant(file: string, code: string): void {
  mkdirSync(dirname(join(work, file)), { recursive: true });
  writeFileSync(join(work, file), code);
}

function lint(): Set<string> {
  const oxlint = join(repository, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format', 'json'], { cwd: work, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string }[] };
  return new Set(diagnostics.map(({ filename }) => filename.replaceAll('\\', '/')));
}
