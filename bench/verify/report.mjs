import { notApplicable, printTable, ratio, whole } from '../table.mjs';

export function printVerification(results) {
  const rows = results.map(({ algorithm, name, perSecond, overRaw }) =>
    perSecond === undefined
      ? [algorithm, name, notApplicable, notApplicable, notApplicable]
      : [algorithm, name, whole(perSecond), ratio(1e6 / perSecond), ratio(overRaw)],
  );
  const head = ['algorithm', 'verifier', 'per second', 'microseconds', 'over crypto.verify'];
  printTable('Verifications per second of one core', head, rows, 2);
}

export function printRequests(results) {
  const rows = results.map(({ adapter, guard, tokens, perSecond, perCpuSecond, overNone, overPassport }) => [
    adapter,
    guard,
    tokens,
    whole(perSecond),
    whole(perCpuSecond),
    ratio(overNone),
    ratio(overPassport),
  ]);
  const head = ['adapter', 'guard', 'tokens', 'per second', 'per CPU second', 'over none', 'over passport-jwt'];
  printTable('Whole requests (RS256; ratios are of CPU seconds)', head, rows, 3);
}

export function printTargets(targets) {
  const rows = targets.map(({ what, asked, measured, reached }) => [
    what,
    ratio(asked),
    ratio(measured),
    reached ? 'reached' : 'short',
  ]);
  printTable('Targets', ['ratio', 'asked', 'measured', ''], rows, 1);
}
