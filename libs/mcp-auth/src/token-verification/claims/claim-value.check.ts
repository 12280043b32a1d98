import { claimAt } from './claim-path.js';
import { listOfStrings } from './claim-values.js';
import type { ClaimsUnderCheck, Objection } from './jwt-rules.js';

/** Claims that tell one kind of token of an issuer from another, such as `token_use`, have a value that is accepted. */
export function checkClaimValues({ claims, rules }: ClaimsUnderCheck): Objection {
  for (const [claim, accepted] of Object.entries(rules.requiredClaimValues)) {
    const found = listOfStrings(claimAt(claims, claim));
    if (found.some((value) => accepted.includes(value))) continue;
    return {
      reason: 'claim_not_accepted',
      details: { claim, found: found.slice(0, 8).map((one) => one.slice(0, 256)) },
    };
  }
  return undefined;
}
