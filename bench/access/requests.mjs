// Calls and lists per second of a server whose 200 tools need nothing, and of one where each has scopes and a policy.
import { sendLoad } from '../load.mjs';
import { startServer } from '../server-process.mjs';
import { median, medianRatio, reordered } from '../statistics.mjs';

const script = new URL('./server.mjs', import.meta.url);
const adapters = ['express', 'fastify'];
const needs = ['nothing', 'policies'];
const rounds = 15;
const roundMs = 600;
const warmUpMs = 1_500;
const version = '2026-07-28';

export async function measureAccess(issuer) {
  const token = await issuer.token('ES256');
  const requests = {
    call: requestWith(token, 'tools/call', { name: 'tool_42', arguments: { page: 1 } }),
    list: requestWith(token, 'tools/list', {}),
  };
  const { issuer: name, audience, jwksUri } = issuer;
  const wanted = adapters.flatMap((adapter) => needs.map((need) => [adapter, need]));
  const servers = await Promise.all(
    wanted.map((server) => startServer(script, ...server, { issuer: name, audience, jwksUri })),
  );
  try {
    const runners = servers.flatMap((server) =>
      Object.entries(requests).map(([method, request]) => ({ server, method, request, rates: [], cpuRates: [] })),
    );
    await measureRounds(runners);
    return runners.map((runner) => figuresOf(runner, runners));
  } finally {
    for (const server of servers) server.stop();
  }
}

async function measureRounds(runners) {
  for (const { server, request } of runners) await sendLoad(server.port, () => request, warmUpMs);
  for (let round = 0; round < rounds; round += 1) {
    for (const runner of reordered(runners, round)) await measureOnce(runner);
  }
}

async function measureOnce({ server, request, rates, cpuRates }) {
  const before = await server.cpuMicroseconds();
  const { answers, seconds } = await sendLoad(server.port, () => request, roundMs);
  const cpuSeconds = ((await server.cpuMicroseconds()) - before) / 1e6;
  rates.push(answers / seconds);
  cpuRates.push(answers / cpuSeconds);
}

function figuresOf({ server: { adapter, guard }, method, rates, cpuRates }, runners) {
  const plain = runners.find(
    (other) => other.server.adapter === adapter && other.server.guard === 'nothing' && other.method === method,
  );
  return {
    adapter,
    method,
    needs: guard,
    perSecond: median(rates),
    perCpuSecond: median(cpuRates),
    overNothing: medianRatio(cpuRates, plain.cpuRates),
    rates,
    cpuRates,
  };
}

function requestWith(token, method, params) {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': version,
    'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } });
  const head = [
    'POST /mcp HTTP/1.1',
    'Host: localhost',
    'Accept: application/json, text/event-stream',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `MCP-Protocol-Version: ${version}`,
    `Mcp-Method: ${method}`,
    ...(params.name === undefined ? [] : [`Mcp-Name: ${params.name}`]),
    `Authorization: Bearer ${token}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
