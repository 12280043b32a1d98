import type { ClaimsUnderCheck, Objection } from './jwt-rules.js';

/** Claims that the operator demands are there and not null. */
export function checkRequiredClaims({ claims, rules }: ClaimsUnderCheck): Objection {
  const missing = rules.requiredClaims.filter((name) => !Object.hasOwn(claims, name) || claims[name] === null);
  return missing.length > 0 ? { reason: 'required_claim_missing', details: { missing } } : undefined;
}
