import { checkAlgorithm } from './algorithm.check.js';
import { checkAudience } from './audience.check.js';
import { checkConfirmation } from './confirmation.check.js';
import { checkCriticalHeader } from './critical-header.check.js';
import type { JwtCheck, JwtUnderCheck, Objection } from './jwt-rules.js';
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

/** First objection of the checks, in their order. */
export function firstObjection(checks: readonly JwtCheck[], jwt: JwtUnderCheck): Objection {
  for (const check of checks) {
    const objection = check(jwt);
    if (objection !== undefined) return objection;
  }
  return undefined;
}
