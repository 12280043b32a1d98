import type { JwtUnderCheck, Objection } from './jwt-rules.js';

/** Claims that the operator demands are there and not null. */
export function checkRequiredClaims({ jws, rules }: JwtUnderCheck): Objection {
  const missing = rules.requiredClaims.filter((name) => !Object.hasOwn(jws.claims, name) || jws.claims[name] === null);
  return missing.length > 0 ? { reason: 'required_claim_missing', details: { missing } } : undefined;
}
