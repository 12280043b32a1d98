import { invalid, type Verification } from '../../core/verification.js';
import { numericDateOf, textOf } from './claim-values.js';
import { everyCaller } from './accepted-callers.js';
import { firstObjection, objectionToCaller, ofVouchedClaims } from './claims.pipeline.js';
import { usualClaimRules, type Objection } from './jwt-rules.js';
import { principalFromClaims } from './principal-from-claims.js';

/** Claims of RFC 7519 §4, as a function of the application returns them. */
export type VouchedClaims = Readonly<Record<string, unknown>>;

/** What claims must fulfil for which the application vouches. */
export interface VouchedRules {
  /** Whose they may be; anybody's, where there are none. */
  readonly issuers: readonly string[];
  /** One of these must stand in `aud`, where there is one. */
  readonly audiences: readonly string[];
}

/** How far the clock of whoever made the token may be ahead of ours; `exp` gets nothing on top. */
const clockToleranceSeconds = 5;

/**
 * Verifies claims as far as it can be done without the token: `sub`, `iss` and `exp` are there, and nothing speaks against them.
 * @throws Error where the claims are none that JSON could hold
 */
export function verifiedClaims(vouched: VouchedClaims, rules: VouchedRules, nowSeconds: number): Verification {
  // A copy: what belongs to the application stays its own, and a circle or a function is noticed here.
  const claims = JSON.parse(JSON.stringify(vouched)) as VouchedClaims;
  const { audiences } = rules;
  const claimRules = { ...usualClaimRules, audienceClaim: 'optional', audiences, clockToleranceSeconds } as const;
  const principal = principalFromClaims(claims);
  const objection =
    issuerObjection(claims, rules) ??
    expiryObjection(claims, nowSeconds) ??
    firstObjection(ofVouchedClaims, { claims, rules: claimRules, nowSeconds }) ??
    objectionToCaller(principal, everyCaller);
  return objection === undefined ? { ending: 'principal', principal } : invalid(objection.reason, objection.details);
}

function issuerObjection({ iss }: VouchedClaims, { issuers }: VouchedRules): Objection {
  const issuer = textOf(iss);
  if (issuer !== undefined && (issuers.length === 0 || issuers.includes(issuer))) return undefined;
  const found = issuer ?? 'none';
  return { reason: 'issuer_not_accepted', details: { expected: issuers, found: found.slice(0, 256) } };
}

function expiryObjection({ exp }: VouchedClaims, nowSeconds: number): Objection {
  const expiresAt = numericDateOf(exp);
  if (expiresAt === undefined || nowSeconds < expiresAt) return undefined;
  return { reason: 'token_expired', details: { expiresAt, nowSeconds } };
}
