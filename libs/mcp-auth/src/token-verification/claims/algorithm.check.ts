import type { JwtUnderCheck, Objection } from './jwt-rules.js';

/** RFC 8725 §3.1: only algorithms of the allow-list; `none` in no spelling is on it. */
export function checkAlgorithm({ jws, rules }: JwtUnderCheck): Objection {
  const { algorithm } = jws.header;
  if (rules.algorithms.includes(algorithm)) return undefined;
  return { reason: 'algorithm_not_allowed', details: { algorithm: algorithm.slice(0, 32) } };
}
