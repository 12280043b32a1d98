import { checkAlgorithm } from './algorithm.check.js';
import { checkAudience } from './audience.check.js';
import { checkConfirmation } from './confirmation.check.js';
import { checkCriticalHeader } from './critical-header.check.js';
import type { ClaimsUnderCheck, JwtCheck, Objection } from './jwt-rules.js';
import { checkLifetime } from './lifetime.check.js';
import { checkRequiredClaims } from './required-claims.check.js';
import { checkSubject } from './subject.check.js';
import { checkTokenKind } from './token-kind.check.js';
import { checkTokenType } from './token-type.check.js';

/** Cheap, and before any key is asked for: a token that cannot be one of ours never makes us fetch. */
export const beforeSignature: readonly JwtCheck[] = [checkAlgorithm, checkCriticalHeader, checkTokenType];

/** Only about tokens that the issuer really made, so that a forger learns nothing from the answer. */
export const afterSignature: readonly JwtCheck[] = [
  checkAudience,
  checkLifetime,
  checkTokenKind,
  checkConfirmation,
  checkSubject,
  checkRequiredClaims,
];

/** About claims that the application vouches for; it says itself for whom they are, or leaves it to `aud`. */
export const ofVouchedClaims: readonly ((claims: ClaimsUnderCheck) => Objection)[] = [
  checkLifetime,
  checkConfirmation,
  checkSubject,
];

/** First objection of the checks, in their order. */
export function firstObjection<Checked>(
  checks: readonly ((checked: Checked) => Objection)[],
  checked: Checked,
): Objection {
  for (const check of checks) {
    const objection = check(checked);
    if (objection !== undefined) return objection;
  }
  return undefined;
}
