// Installs the packed library into the applications of test/consumers, as a stranger would, compiles each with its own
// compiler, starts it with plain node, and asks it without a token, with a forged one and with a good one.
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicKeyPem, tokensFor } from './consumers/issuer.mjs';
import { compileConsumer, consumerNames, copyConsumer, installConsumer } from './consumers/project.mjs';
import { expectDiscovery, expectProtectedRoute, expectProtectedTool } from './consumers/questions.mjs';
import { packLibrary } from './packed-library.mjs';
import { freePort, withServer } from './server-process.mjs';

const AUTHORIZATION_SERVER = 'https://idp.example.com';

/** What is asked of each application, once per environment that it is started with. */
const starts = {
  'nest-12-esm': [
    { title: 'level 1 on Express, without optional peers', env: {}, check: expectProtectedTool },
    { title: 'level 1 on Fastify', env: { HTTP_ADAPTER: 'fastify' }, check: expectProtectedTool },
  ],
  'nest-11-commonjs': [
    { title: 'level 1, McpAuthGuard and Passport', env: {}, check: expectProtectedApplication },
    {
      title: 'level 2',
      env: { AUTHORIZATION_SERVER },
      check: (origin) => expectDiscovery(origin, AUTHORIZATION_SERVER),
    },
  ],
};

const work = mkdtempSync(join(tmpdir(), 'consumers-check-'));
try {
  const tarball = packLibrary(work);
  // Waits for all, because the folder must outlive the slower one.
  const results = await Promise.allSettled(consumerNames.map((name) => checkConsumer(name, tarball)));
  for (const { status, reason } of results) if (status === 'rejected') throw reason;
} finally {
  rmSync(work, { recursive: true });
}

async function checkConsumer(name, tarball) {
  const folder = copyConsumer(name, work, tarball);
  writeFileSync(join(folder, 'issuer.pem'), publicKeyPem);
  await installConsumer(folder);
  await compileConsumer(folder);
  for (const { title, env, check } of starts[name]) {
    console.log(`${name}: ${title}`);
    await checkStart(folder, env, check);
  }
}

async function checkStart(folder, env, check) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const log = join(folder, 'server.log');
  const output = openSync(log, 'w');
  const server = {
    script: join('dist', 'main.js'),
    url: `${origin}/mcp`,
    status: 401,
    cwd: folder,
    env: { ...env, PORT: String(port), NO_COLOR: '1' },
    stdio: ['ignore', output, output],
  };
  try {
    const tokens = await tokensFor(`${origin}/mcp`);
    await withServer(server, () => check(origin, tokens));
  } catch (error) {
    console.error(`${folder} said:\n${readFileSync(log, 'utf8')}`);
    throw error;
  }
}

async function expectProtectedApplication(origin, tokens) {
  await expectProtectedTool(origin, tokens);
  await expectProtectedRoute(`${origin}/api/profile/by-guard`, tokens);
  await expectProtectedRoute(`${origin}/api/profile/by-passport`, tokens);
}
