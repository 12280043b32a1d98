// Servers under check: built files, started with plain node as an operator would.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const STARTS_WITHIN_MS = 30_000;
const ENDS_WITHIN_MS = 10_000;

/** A port of the loopback interface that was free a moment ago. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

/** Starts the script, runs the check once the URL answers with the status, and kills what is left of the server. */
export async function withServer({ script, url, status, ...options }, check) {
  const server = spawn(process.execPath, [script], options);
  const ended = once(server, 'exit');
  try {
    await answers(server, url, status);
    await check({ stop: () => stop(server, ended) });
  } finally {
    server.kill('SIGKILL');
    await ended;
  }
}

/** Sends SIGTERM; resolves with the exit code, or the signal where there is none. */
async function stop(server, ended) {
  server.kill('SIGTERM');
  const [code, signal] = await Promise.race([ended, wait(ENDS_WITHIN_MS, ['none, it still runs'], { ref: false })]);
  return code ?? signal;
}

async function answers(server, url, status) {
  const giveUpAt = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < giveUpAt) {
    if (server.exitCode !== null) throw new Error(`The server ended by itself with exit code ${server.exitCode}`);
    const response = await fetch(url).catch(() => undefined);
    if (response?.status === status) return;
    await wait(100);
  }
  throw new Error(`${url} did not answer ${status} within ${STARTS_WITHIN_MS / 1000} s`);
}
