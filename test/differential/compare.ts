import { SeededRandom } from './random.js';
import type { SigningKey } from './signing.js';
import { generateToken, type GeneratedToken } from './tokens.js';
import { ACCEPTED, jose, jsonWebToken, ours, type Verdict } from './verdicts.js';

export type Peer = 'jose' | 'jsonwebtoken';

/** A verdict of ours that a peer does not share, and why ours is right. */
export interface NamedDifference {
  readonly peers: readonly Peer[];
  /** What we say. */
  readonly ours: Verdict;
  readonly why: string;
  /** How the tokens are made that it is about. */
  readonly made: RegExp;
}

export interface Comparison {
  readonly tokens: number;
  readonly accepted: number;
  /** How often each named difference was seen, by its reason. */
  readonly differences: ReadonlyMap<NamedDifference, number>;
  readonly unexplained: readonly string[];
}

export interface Wanted {
  readonly keys: readonly SigningKey[];
  readonly count: number;
  readonly seed: number;
  readonly named: readonly NamedDifference[];
}

/** Shows every generated token to us and to both peers. */
export async function compare({ keys, count, seed, named }: Wanted): Promise<Comparison> {
  const random = new SeededRandom(seed);
  const judges = {
    jose: jose(keys),
    jsonwebtoken: jsonWebToken(keys.filter(({ algorithm }) => algorithm !== 'EdDSA')),
  };
  const judgeOurs = ours(keys);
  const differences = new Map(named.map((one) => [one, 0]));
  const unexplained: string[] = [];
  let accepted = 0;
  for (let index = 0; index < count; index += 1) {
    const generated = generateToken(random, keys);
    const verdict = await judgeOurs(generated.token);
    if (verdict === ACCEPTED) accepted += 1;
    for (const peer of ['jose', 'jsonwebtoken'] as const) {
      const other = await judges[peer](generated.token);
      if ((verdict === ACCEPTED) === (other === ACCEPTED)) continue;
      const difference = named.find((one) => explains(one, peer, verdict, generated));
      if (difference === undefined) unexplained.push(describe(generated, verdict, peer, other));
      else differences.set(difference, (differences.get(difference) ?? 0) + 1);
    }
  }
  return { tokens: count, accepted, differences, unexplained };
}

function explains(named: NamedDifference, peer: Peer, verdict: Verdict, { made }: GeneratedToken): boolean {
  return named.peers.includes(peer) && named.ours === verdict && named.made.test(made.join('\n'));
}

function describe({ token, made }: GeneratedToken, verdict: Verdict, peer: Peer, other: Verdict): string {
  return `ours: ${verdict}; ${peer}: ${other}; made of: ${made.join(', ')}; ${token.slice(0, 400)}`;
}
