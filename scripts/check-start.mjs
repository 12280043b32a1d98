// Starts the built demo with plain node, asks whether it lives, and expects that SIGTERM ends it with exit code 0.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const STARTS_WITHIN_MS = 30_000;
const ENDS_WITHIN_MS = 10_000;

const port = await freePort();
const demo = spawn(process.execPath, [fileURLToPath(new URL('../dist/main.js', import.meta.url))], {
  env: { ...process.env, PORT: String(port) },
  stdio: 'inherit',
});
const ended = once(demo, 'exit');
try {
  await answers(`http://127.0.0.1:${port}/health/live`);
  demo.kill('SIGTERM');
  const [code, signal] = await Promise.race([ended, wait(ENDS_WITHIN_MS, ['none, it still runs'], { ref: false })]);
  if (code !== 0) throw new Error(`SIGTERM must end the demo with exit code 0, not ${code ?? signal}`);
} finally {
  demo.kill('SIGKILL');
}
console.log('The built demo starts, answers GET /health/live and ends with 0.');

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address();
  server.close();
  return free;
}

async function answers(url) {
  const giveUpAt = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < giveUpAt) {
    if (demo.exitCode !== null) throw new Error(`The demo ended by itself with exit code ${demo.exitCode}`);
    const response = await fetch(url).catch(() => undefined);
    if (response?.status === 200) return;
    await wait(100);
  }
  throw new Error(`${url} did not answer 200 within ${STARTS_WITHIN_MS / 1000} s`);
}
