// Refreshes per second of one, two and four of our processes on PostgreSQL, and of the database itself, which pgbench has run the same
// statements in the same rounds.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connections, sendLoad } from '../load.mjs';
import { newPostgresDatabase } from '../postgres-database.mjs';
import { startServer } from '../server-process.mjs';
import { median, medianRatio } from '../statistics.mjs';
import { clientOf, flows } from './flows.mjs';

const script = new URL('./ours.mjs', import.meta.url);
const paths = { authorize: '/authorize', token: '/token', introspect: '/introspect' };
const { format, prepare } = flows.refresh;
const processCounts = [1, 2, 4];
/** More make it slower, on a machine with few cores; each of our processes has ten connections. */
const databaseClients = 16;
const rounds = 5;
const warmUpRounds = 2;
const roundMs = 2_000;

export async function measurePostgres() {
  const database = hasPgbench() ? await newPostgresDatabase() : undefined;
  if (database === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'mcp-auth-bench-'));
  const groups = [];
  try {
    for (const count of processCounts) groups.push(await startGroup(count, database));
    await database.query(seed);
    const file = join(folder, 'refresh.sql');
    writeFileSync(file, statements);
    const databaseRates = [];
    for (let round = -warmUpRounds; round < rounds; round += 1) {
      const ofDatabase = databaseRate(file, database);
      if (round >= 0) databaseRates.push(ofDatabase);
      for (const group of groups) await measureOnce(group, round);
    }
    const rows = groups.map(({ servers, rates }) => ({ who: `processes: ${servers.length}`, rates }));
    return [...rows, { who: 'the database itself', rates: databaseRates }].map(({ who, rates }) => ({
      who,
      perSecond: median(rates),
      overDatabase: medianRatio(rates, databaseRates),
      rates,
    }));
  } finally {
    for (const { servers } of groups) for (const server of servers) server.stop();
    rmSync(folder, { recursive: true });
    await database.drop();
  }
}

async function startGroup(count, { url }) {
  const servers = [];
  for (let index = 0; index < count; index += 1) servers.push(await startServer(script, 'fastify', url, format));
  return { servers, client: clientOf(servers[0], paths), rates: [] };
}

async function measureOnce({ servers, client, rates }, round) {
  const nextRequest = await prepare(client);
  const ports = servers.map(({ port }) => port);
  const { answers, seconds } = await sendLoad(ports, nextRequest, roundMs);
  if (round >= 0) rates.push(answers / seconds);
}

/** Each statement is parsed anew, as ours are. */
function databaseRate(file, { name }) {
  const common = [
    '-h',
    '127.0.0.1',
    '-U',
    'postgres',
    '-n',
    '-M',
    'extended',
    '-c',
    String(databaseClients),
    '-j',
    '1',
  ];
  const text = execFileSync('pgbench', [...common, '-T', String(roundMs / 1000), '-f', file, name], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [, rate] = /tps = ([\d.]+)/.exec(text) ?? [];
  return Number(rate);
}

function hasPgbench() {
  try {
    execFileSync('pgbench', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const columns =
  'id, client_id, subject, scope, resources, authenticated_at, code_digest, redirect_uri, redirect_uri_named, code_challenge, code_expires_at, ' +
  'redeemed_at, lineage_digest, current_digest, previous_digest, sealed_successor, rotated_at, idle_expires_at, expires_at, revoked_at, ' +
  'revocation_recorded_at, purgeable_at';

const seed = `INSERT INTO mcp_auth_token_family (${columns})
  SELECT 'bench-' || n, 'cli', 'person', 'notes:read', '["http://localhost:1/mcp"]', 1, 'code-' || n, 'https://app.test/cb', 'by_request', 'c', 1,
    1, 'lineage-' || n, repeat('a', 64), repeat('b', 64), repeat('s', 200), 1, 9000000000000, 9000000000000, NULL, NULL, 9000000000000
  FROM generate_series(1, ${connections}) AS n`;

const statements = `\\set n random(1, ${connections})
SELECT ${columns} FROM mcp_auth_token_family WHERE lineage_digest = 'lineage-' || CAST(:n AS integer) LIMIT 1;
UPDATE mcp_auth_token_family SET current_digest = repeat('a', 64), previous_digest = repeat('b', 64), sealed_successor = repeat('s', 200),
  rotated_at = 2, idle_expires_at = 9000000000000
  WHERE id = 'bench-' || CAST(:n AS integer) AND current_digest = repeat('a', 64) AND revoked_at IS NULL;
`;
