import type { InvalidReason } from '../../core/errors/reasons.js';
import type { ReasonDetails } from '../../core/verification.js';
import type { CompactJws } from '../verifiers/compact-jws.js';

/** What a JWT of one issuer must fulfil to be an access token for this resource. */
export interface JwtRules {
  /** One of these must stand in `aud`; a pattern only where an application brought one along. */
  readonly audiences: readonly (string | RegExp)[];
  readonly algorithms: readonly string[];
  /** `at+jwt` demands the type of RFC 9068; `access-token` also takes tokens without it, unless they show that they are of another kind. */
  readonly tokenType: 'at+jwt' | 'access-token';
  readonly requiredClaims: readonly string[];
  /** How far the issuer's clock may be from ours. */
  readonly clockToleranceSeconds: number;
}

/** A JWT on its way through the checks. */
export interface JwtUnderCheck {
  readonly jws: CompactJws;
  readonly rules: JwtRules;
  readonly nowSeconds: number;
}

/** The part of it that is about claims alone, so that claims which came by other ways can be checked as well. */
export interface ClaimsUnderCheck {
  readonly jws: Pick<CompactJws, 'claims'>;
  readonly rules: Pick<JwtRules, 'audiences' | 'clockToleranceSeconds'>;
  readonly nowSeconds: number;
}

/** Why a check refuses, or undefined when it has no objection. */
export type Objection = { readonly reason: InvalidReason; readonly details?: ReasonDetails } | undefined;

/** One rule about a JWT. Pure: the clock is an argument. */
export type JwtCheck = (jwt: JwtUnderCheck) => Objection;
