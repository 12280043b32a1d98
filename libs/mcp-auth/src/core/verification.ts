import type { DeniedReason, InvalidReason, UnavailableReason } from './errors/reasons.js';
import type { Principal } from './principal.js';

/** Facts for the log and the audit trail that belong to a reason; never a token, never a secret. */
export type ReasonDetails = Readonly<Record<string, string | number | readonly string[]>>;

/** The four endings of a verification. Switch over `ending` and the compiler knows when one is forgotten. */
export type Verification = Verified | Invalid | Insufficient | Unavailable;

/** The token is good; this is who calls. */
export interface Verified {
  readonly ending: 'principal';
  readonly principal: Principal;
}

/** There is no token, or a bad one: 401 with a challenge, or 400 when the request itself is malformed. */
export interface Invalid {
  readonly ending: 'invalid';
  readonly reason: InvalidReason;
  readonly details?: ReasonDetails;
}

/** The token is good but lacks a scope that another token could have: 403 with a challenge. */
export interface Insufficient {
  readonly ending: 'insufficient';
  readonly principal: Principal;
  /** Everything that the operation needs, not only what is missing. */
  readonly requiredScopes: readonly string[];
}

/** It cannot be known now: 503 with Retry-After. Never told as a bad token, because clients throw bad tokens away. */
export interface Unavailable {
  readonly ending: 'unavailable';
  readonly reason: UnavailableReason;
  readonly retryAfterSeconds: number;
  readonly details?: ReasonDetails;
}

/** The token is good, but who has it may not do this, and no other token would help: 403 without a challenge. */
export interface Denied {
  readonly ending: 'denied';
  readonly reason: DeniedReason;
  readonly principal: Principal;
  readonly details?: ReasonDetails;
}

/** What does not let a caller in: the verification, or what is asked of a verified caller. */
export type Refused = Exclude<Verification, Verified> | Denied;

export const invalid = (reason: InvalidReason, details?: ReasonDetails): Invalid => ({
  ending: 'invalid',
  reason,
  ...(details && { details }),
});
