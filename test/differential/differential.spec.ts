import { beforeAll, describe, expect, it } from 'vitest';
import { compare, type Comparison } from './compare.js';
import { namedDifferences } from './named-differences.js';
import { asymmetricKeys, sharedSecrets } from './signing.js';

// `npm run test:long` generates many more.
const count = Number(process.env['TOKENS'] ?? 4_000);

describe('the verdicts on generated tokens', () => {
  let comparisons: readonly Comparison[];
  const sum = (numberOf: (comparison: Comparison) => number) =>
    comparisons.reduce((total, comparison) => total + numberOf(comparison), 0);

  beforeAll(async () => {
    comparisons = [];
    for (const keys of [await asymmetricKeys(), sharedSecrets()]) {
      comparisons = [...comparisons, await compare({ keys, count, seed: 20_261_126, named: namedDifferences })];
    }
    const seen = sum(({ differences }) => [...differences.values()].reduce((total, times) => total + times, 0));
    console.info(
      `differential: ${sum(({ tokens }) => tokens)} tokens, ${sum(({ accepted }) => accepted)} accepted, ` +
        `${seen} named differences, ${sum(({ unexplained }) => unexplained.length)} unexplained`,
    );
  }, 1_200_000);

  it('are those of jose and jsonwebtoken, or differ for a reason that has a name', () => {
    expect(comparisons.flatMap(({ unexplained }) => unexplained.slice(0, 10))).toEqual([]);
  });

  it.each(namedDifferences)('differ for a reason that occurs: $peers, $ours, $why', (named) => {
    expect(sum(({ differences }) => differences.get(named) ?? 0)).toBeGreaterThan(0);
  });

  it('are about good tokens as well as bad ones', () => {
    const accepted = sum((comparison) => comparison.accepted) / (2 * count);
    expect(accepted).toBeGreaterThan(0.1);
    expect(accepted).toBeLessThan(0.5);
  });
});
