import type { JwtUnderCheck, Objection } from './jwt-rules.js';

/** RFC 9068 §4: `iss` is the configured issuer, equal in every character (no case, slash or port is forgiven). */
export function checkIssuer({ jws, rules }: JwtUnderCheck): Objection {
  const { iss } = jws.claims;
  if (iss === rules.issuer) return undefined;
  const found = typeof iss === 'string' ? iss.slice(0, 256) : 'none';
  return { reason: 'issuer_not_accepted', details: { expected: rules.issuer, found } };
}
