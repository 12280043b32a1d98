import type { InvalidReason } from '../../core/errors/reasons.js';
import type { ReasonDetails } from '../../core/verification.js';
import type { CompactJws } from '../verifiers/compact-jws.js';

/** What the claims of one issuer must fulfil, whoever vouches for them: a signature, or the issuer's own answer. */
export interface ClaimRules {
  /** One of these must stand in `aud`; a pattern only where an application brought one along. */
  readonly audiences: readonly (string | RegExp)[];
  /** `optional` where an issuer writes no `aud`, and allowed clients take its place; an `aud` that is there has to fit all the same. */
  readonly audienceClaim: 'required' | 'optional';
  readonly requiredClaims: readonly string[];
  /** Claims that must be there with one of these values. */
  readonly requiredClaimValues: Readonly<Record<string, readonly string[]>>;
  /** How far the issuer's clock may be from ours. */
  readonly clockToleranceSeconds: number;
}

/** Rules that ask for nothing beyond what every access token has. */
export const usualClaimRules = {
  audienceClaim: 'required',
  requiredClaims: [],
  requiredClaimValues: {},
} as const satisfies Partial<ClaimRules>;

/** What a JWT of one issuer must fulfil to be an access token for this resource. */
export interface JwtRules extends ClaimRules {
  readonly algorithms: readonly string[];
  /** `at+jwt` demands the type of RFC 9068; `access-token` also takes tokens without it, unless they show that they are of another kind. */
  readonly tokenType: 'at+jwt' | 'access-token';
}

/** Claims on their way through the checks. */
export interface ClaimsUnderCheck {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly rules: ClaimRules;
  readonly nowSeconds: number;
}

/** A JWT on its way through the checks. */
export interface JwtUnderCheck extends ClaimsUnderCheck {
  readonly jws: CompactJws;
  readonly rules: JwtRules;
}

/** Why a check refuses, or undefined when it has no objection. */
export type Objection = { readonly reason: InvalidReason; readonly details?: ReasonDetails } | undefined;

/** One rule about claims. Pure: the clock is an argument. */
export type ClaimCheck = (under: ClaimsUnderCheck) => Objection;

/** One rule about a JWT. */
export type JwtCheck = (jwt: JwtUnderCheck) => Objection;
