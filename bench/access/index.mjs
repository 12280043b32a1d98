import { printTable, ratio, whole } from '../table.mjs';
import { startIssuer } from '../verify/issuer.mjs';
import { measureAccess } from './requests.mjs';

const asked = 0.9;

export async function runBench() {
  const issuer = await startIssuer();
  try {
    const requests = await measureAccess(issuer);
    const head = ['adapter', 'request', 'tools need', 'per second', 'per CPU second', 'over nothing'];
    const rows = requests.map((row) => [
      row.adapter,
      `tools/${row.method}`,
      row.needs,
      whole(row.perSecond),
      whole(row.perCpuSecond),
      ratio(row.overNothing),
    ]);
    printTable('MCP requests to a server with 200 tools (ratios are of CPU seconds)', head, rows, 3);
    const targets = requests
      .filter(({ method, needs }) => method === 'call' && needs === 'policies')
      .map(({ adapter, overNothing }) => ({
        what: `${adapter}, calls with scopes and a policy, over none`,
        asked,
        measured: overNothing,
        reached: overNothing >= asked,
      }));
    const lines = targets.map(({ what, measured, reached }) => [
      what,
      ratio(asked),
      ratio(measured),
      reached ? 'reached' : 'short',
    ]);
    printTable('Targets', ['ratio', 'asked', 'measured', ''], lines, 1);
    return { requests, targets };
  } finally {
    issuer.stop();
  }
}
