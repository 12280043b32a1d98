import { printTable, ratio, whole } from '../table.mjs';
import { measurePostgres } from './postgres.mjs';
import { measureRequests } from './requests.mjs';

/** What the project asks of itself, over oidc-provider. */
const asked = [
  {
    server: 'mcp-auth, Fastify',
    store: 'memory',
    flows: ['client credentials', 'code exchange', 'refresh', 'introspection'],
    ratio: 1.5,
  },
  { server: 'mcp-auth, Express', store: 'sqlite', flows: ['code exchange', 'refresh'], ratio: 1.2 },
];

export async function runBench() {
  const requests = await measureRequests();
  const head = ['store', 'request', 'server', 'per second', 'per CPU second', 'over oidc-provider', 'by CPU'];
  const rows = requests.map((row) => [
    row.store,
    row.flow,
    row.server,
    whole(row.perSecond),
    whole(row.perCpuSecond),
    ratio(row.overPeer),
    ratio(row.cpuOverPeer),
  ]);
  printTable('Requests to an authorization server', head, rows, 3);
  const targets = asked.flatMap(({ server, store, flows, ratio: wanted }) =>
    requests
      .filter((row) => row.server === server && row.store === store && flows.includes(row.flow))
      .map(({ flow, overPeer }) => ({
        what: `${server}, ${store}, ${flow}, over oidc-provider`,
        asked: wanted,
        measured: overPeer,
        reached: overPeer >= wanted,
      })),
  );
  const lines = targets.map(({ what, asked: wanted, measured, reached }) => [
    what,
    ratio(wanted),
    ratio(measured),
    reached ? 'reached' : 'short',
  ]);
  const postgres = await measurePostgres();
  printPostgres(postgres);
  printTable('Targets', ['ratio', 'asked', 'measured', ''], lines, 1);
  return { requests, postgres, targets };
}

function printPostgres(rows) {
  if (rows === undefined) return console.log('\nNo PostgreSQL answers here, or there is no pgbench: not measured.');
  const lines = rows.map(({ who, perSecond, overDatabase }) => [who, whole(perSecond), ratio(overDatabase)]);
  printTable('Refreshes on PostgreSQL', ['by', 'per second', 'over the database'], lines, 1);
}
