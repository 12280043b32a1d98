import type { Principal } from '../../core/principal.js';
import type { AcceptedCallers, CallerCheck } from './accepted-callers.js';
import { checkAlgorithm } from './algorithm.check.js';
import { checkAudience } from './audience.check.js';
import { checkClaimValues } from './claim-value.check.js';
import { checkClientId } from './client-id.check.js';
import { checkConfirmation } from './confirmation.check.js';
import { checkCriticalHeader } from './critical-header.check.js';
import type { ClaimCheck, JwtCheck, Objection } from './jwt-rules.js';
import { checkLifetime } from './lifetime.check.js';
import { checkRequiredClaims } from './required-claims.check.js';
import { checkSubject } from './subject.check.js';
import { checkTenant } from './tenant.check.js';
import { checkNamedKind, checkTokenKind } from './token-kind.check.js';
import { checkTokenType } from './token-type.check.js';

/** Cheap, and before any key is asked for: a token that cannot be one of ours never makes us fetch. */
export const beforeSignature: readonly JwtCheck[] = [checkAlgorithm, checkCriticalHeader, checkTokenType];

/** Only about tokens that the issuer really made, so that a forger learns nothing from the answer. */
export const afterSignature: readonly JwtCheck[] = [
  checkAudience,
  checkLifetime,
  checkTokenKind,
  checkConfirmation,
  checkRequiredClaims,
  checkClaimValues,
];

/** About what an issuer answers when it is asked for a token. */
export const afterInspection: readonly ClaimCheck[] = [
  checkAudience,
  checkLifetime,
  checkNamedKind,
  checkConfirmation,
  checkRequiredClaims,
  checkClaimValues,
];

/** About claims that the application vouches for; it says itself for whom they are, or leaves it to `aud`. */
export const ofVouchedClaims: readonly ClaimCheck[] = [checkAudience, checkLifetime, checkConfirmation];

const aboutCallers: readonly CallerCheck[] = [checkSubject, checkClientId, checkTenant];

/** First objection of the checks, in their order. */
export function firstObjection<Under>(checks: readonly ((under: Under) => Objection)[], under: Under): Objection {
  for (const check of checks) {
    const objection = check(under);
    if (objection !== undefined) return objection;
  }
  return undefined;
}

/** First objection to who calls. */
export function objectionToCaller(principal: Principal, accepted: AcceptedCallers): Objection {
  for (const check of aboutCallers) {
    const objection = check(principal, accepted);
    if (objection !== undefined) return objection;
  }
  return undefined;
}
