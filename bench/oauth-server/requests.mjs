// Requests per second of our authorization server, and of oidc-provider in the same rounds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendLoad } from '../load.mjs';
import { startServer } from '../server-process.mjs';
import { median, medianRatio, reordered } from '../statistics.mjs';
import { clientOf, flows } from './flows.mjs';

const ours = { script: new URL('./ours.mjs', import.meta.url), paths: pathsAt('/authorize', '/introspect') };
const peer = { script: new URL('./peer.mjs', import.meta.url), paths: pathsAt('/auth', '/token/introspection') };
const servers = [
  { name: 'mcp-auth, Express', adapter: 'express', ...ours },
  { name: 'mcp-auth, Fastify', adapter: 'fastify', ...ours },
  { name: 'oidc-provider', adapter: 'koa', ...peer },
];
const rounds = 9;
const warmUpRounds = 4;
const roundMs = 500;

export async function measureRequests() {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-auth-bench-'));
  const results = [];
  try {
    for (const store of ['memory', 'sqlite'])
      for (const flow of Object.keys(flows)) results.push(...(await measureFlow(flow, store, folder)));
  } finally {
    rmSync(folder, { recursive: true });
  }
  return results;
}

async function measureFlow(flow, store, folder) {
  const { format, prepare } = flows[flow];
  const runners = await Promise.all(
    servers.map(async ({ name, adapter, script, paths }) => {
      const place = store === 'memory' ? store : join(folder, `${name}-${flow}.sqlite`.replaceAll(/[ ,]+/g, '-'));
      const server = await startServer(script, adapter, place, format);
      return { name, server, client: clientOf(server, paths), rates: [], cpuRates: [] };
    }),
  );
  try {
    for (let round = -warmUpRounds; round < rounds; round += 1)
      for (const runner of reordered(runners, Math.max(round, 0))) await measureOnce(runner, prepare, round);
  } finally {
    for (const { server } of runners) server.stop();
  }
  const base = runners.at(-1);
  return runners.map(({ name, rates, cpuRates }) => ({
    store,
    flow,
    server: name,
    perSecond: median(rates),
    perCpuSecond: median(cpuRates),
    overPeer: medianRatio(rates, base.rates),
    cpuOverPeer: medianRatio(cpuRates, base.cpuRates),
    rates,
    cpuRates,
  }));
}

/** Rounds before the first one warm up, and are not counted. */
async function measureOnce({ server, client, rates, cpuRates }, prepare, round) {
  const nextRequest = await prepare(client);
  const before = await server.cpuMicroseconds();
  const { answers, seconds } = await sendLoad(server.port, nextRequest, roundMs);
  const cpuSeconds = ((await server.cpuMicroseconds()) - before) / 1e6;
  if (round < 0) return;
  rates.push(answers / seconds);
  cpuRates.push(answers / cpuSeconds);
}

function pathsAt(authorize, introspect) {
  return { authorize, token: '/token', introspect };
}
