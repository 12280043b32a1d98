// Part one: verifications per second of one core.
import { algorithms } from './issuer.mjs';
import { candidates } from './candidates/index.mjs';
import { median, medianRatio, reordered } from '../statistics.mjs';

const rounds = 9;
const distinctTokens = 3_000;
/** Tokens that one candidate verifies before the next has its turn: a few milliseconds, so that all see the same machine. */
const sliceLength = 150;
/** Verifications of the repeated token per turn; more, because a cache hit takes only about a microsecond. */
const repetitions = 2 * sliceLength;

export async function measureVerification(issuer) {
  const results = [];
  for (const algorithm of algorithms) results.push(...(await measureAlgorithm(issuer, algorithm)));
  return results;
}

async function measureAlgorithm(issuer, algorithm) {
  const tokens = await Promise.all(Array.from({ length: distinctTokens }, () => issuer.token(algorithm)));
  const spare = await issuer.token(algorithm);
  const able = candidates.filter((candidate) => candidate.algorithms.includes(algorithm));
  const contestants = able.map((candidate) => ({
    candidate,
    rates: [],
    inputs: candidate.tokens === 'distinct' ? tokens.map(candidate.prepare) : Array(repetitions).fill(tokens[0]),
  }));
  // The first round is for the compiler.
  for (let round = -1; round < rounds; round += 1) {
    const rates = await measureRound(contestants, round + 1, { issuer, algorithm, spare });
    if (round >= 0) for (const [index, contestant] of contestants.entries()) contestant.rates.push(rates[index]);
  }
  const [{ rates: rawRates }] = contestants;
  return candidates.map(({ name }) => {
    const rates = contestants.find(({ candidate }) => candidate.name === name)?.rates;
    if (rates === undefined) return { algorithm, name };
    return { algorithm, name, perSecond: median(rates), overRaw: medianRatio(rates, rawRates), rates };
  });
}

/** One pass over all tokens with fresh verifiers, so that a distinct token is new to every cache; operations per CPU second. */
async function measureRound(contestants, round, { issuer, algorithm, spare }) {
  const runners = [];
  for (const { candidate, inputs } of contestants) {
    const verify = candidate.create(issuer, algorithm);
    await expectVerdicts(candidate, verify, spare);
    if (candidate.tokens === 'repeated') await verify(inputs[0]);
    runners.push({ verify, candidate, inputs, operations: 0, cpuMicroseconds: 0 });
  }
  for (let start = 0; start < distinctTokens; start += sliceLength) {
    for (const runner of reordered(runners, round + start / sliceLength)) await runSlice(runner, start);
  }
  return runners.map(({ operations, cpuMicroseconds }) => (operations / cpuMicroseconds) * 1e6);
}

async function runSlice(runner, start) {
  const { verify, candidate, inputs } = runner;
  const slice = candidate.tokens === 'distinct' ? inputs.slice(start, start + sliceLength) : inputs;
  // CPU time and not the clock on the wall: other processes of this machine do not count, helper threads do.
  const before = process.cpuUsage();
  for (const input of slice) {
    const outcome = verify(input);
    if (!candidate.accepts(outcome instanceof Promise ? await outcome : outcome)) {
      throw new Error(`${candidate.name} refused a good token`);
    }
  }
  const { user, system } = process.cpuUsage(before);
  runner.operations += slice.length;
  runner.cpuMicroseconds += user + system;
}

/** Nobody is measured who lets everything pass. Also fetches the keys, where there are some to fetch. */
async function expectVerdicts(candidate, verify, token) {
  const judge = async (text) => {
    try {
      return candidate.accepts(await verify(candidate.prepare(text)));
    } catch {
      return false;
    }
  };
  const end = token.lastIndexOf('.') + 20;
  const forged = token.slice(0, end) + (token[end] === 'A' ? 'B' : 'A') + token.slice(end + 1);
  if (!(await judge(token))) throw new Error(`${candidate.name} refuses a good token`);
  if (await judge(forged)) throw new Error(`${candidate.name} accepts a forged token`);
}
