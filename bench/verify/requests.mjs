// Part two: whole requests per second, the server in a process of its own.
import { randomBytes } from 'node:crypto';
import { sendLoad } from '../load.mjs';
import { startServer } from '../server-process.mjs';
import { median, medianRatio, reordered } from '../statistics.mjs';

const script = new URL('./requests/server.mjs', import.meta.url);

const adapters = ['express', 'fastify'];
const algorithm = 'RS256';
const rounds = 15;
const roundMs = 600;
const warmUpMs = 1_500;
/** They come again only after all others: longer than a cache remembers. */
const distinctTokens = 20_000;

/** What a request carries. Without a guard it carries a token too: reading a header is no work of the guard. */
const cases = [
  { guard: 'none', tokens: 'one' },
  { guard: 'mcp-auth', tokens: 'one' },
  { guard: 'mcp-auth', tokens: 'distinct' },
  { guard: 'passport-jwt', tokens: 'one' },
  { guard: 'passport-jwt', tokens: 'distinct' },
  { guard: 'mcp-nest', tokens: 'one' },
];

export async function measureRequests(issuer) {
  const hmacSecret = randomBytes(48).toString('base64url');
  const signed = await Promise.all(Array.from({ length: distinctTokens }, () => issuer.token(algorithm)));
  const requests = { distinct: signed.map(requestWith), one: [requestWith(signed[0])] };
  const hmacRequest = [requestWith(issuer.hmacToken(hmacSecret))];
  const servers = await startServers({ ...issuer, hmacSecret });
  try {
    const runners = servers.flatMap((server) =>
      cases
        .filter(({ guard }) => guard === server.guard)
        .map(({ tokens }) => ({
          server,
          tokens,
          nextRequest: cycle(server.guard === 'mcp-nest' ? hmacRequest : requests[tokens]),
          rates: [],
          cpuRates: [],
        })),
    );
    await measureRounds(runners);
    return runners.map((runner) => figuresOf(runner, runners));
  } finally {
    for (const server of servers) server.stop();
  }
}

function startServers({ issuer, audience, jwksUri, hmacSecret }) {
  const guards = [...new Set(cases.map(({ guard }) => guard))];
  const wanted = adapters.flatMap((adapter) => guards.map((guard) => [adapter, guard]));
  return Promise.all(wanted.map((server) => startServer(script, ...server, { issuer, audience, jwksUri, hmacSecret })));
}

async function measureRounds(runners) {
  for (const { server, nextRequest } of runners) {
    await expectProtection(server);
    await sendLoad(server.port, nextRequest, warmUpMs);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const runner of reordered(runners, round)) await measureOnce(runner);
  }
}

async function measureOnce({ server, nextRequest, rates, cpuRates }) {
  const before = await server.cpuMicroseconds();
  const { answers, seconds } = await sendLoad(server.port, nextRequest, roundMs);
  const cpuSeconds = ((await server.cpuMicroseconds()) - before) / 1e6;
  rates.push(answers / seconds);
  cpuRates.push(answers / cpuSeconds);
}

/** Ratios compare CPU seconds: where the cores are busy with other things, the clock on the wall flatters slow servers. */
function figuresOf({ server: { adapter, guard }, tokens, rates, cpuRates }, runners) {
  const over = (otherGuard, otherTokens) => {
    const isOther = ({ server, tokens: kind }) =>
      server.adapter === adapter && server.guard === otherGuard && kind === otherTokens;
    return medianRatio(cpuRates, runners.find(isOther).cpuRates);
  };
  return {
    adapter,
    guard,
    tokens,
    perSecond: median(rates),
    perCpuSecond: median(cpuRates),
    overNone: over('none', 'one'),
    overPassport: over('passport-jwt', tokens),
    rates,
    cpuRates,
  };
}

/** A guard that lets everyone in would be fast. */
async function expectProtection({ port, guard }) {
  const { status } = await fetch(`http://127.0.0.1:${port}/resource`);
  if (status !== (guard === 'none' ? 200 : 401)) throw new Error(`${guard}: status ${status} without a token`);
}

function requestWith(token) {
  const head = [
    'GET /resource HTTP/1.1',
    'Host: 127.0.0.1',
    'Accept: application/json',
    `Authorization: Bearer ${token}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n`;
}

function cycle(list) {
  let next = 0;
  return () => {
    const item = list[next];
    next = (next + 1) % list.length;
    return item;
  };
}
