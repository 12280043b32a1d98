import type { Abstract } from '@nestjs/common';
import type { Clock } from '../core/clock.js';
import type { TokenVerifier } from '../core/token-verifier.js';
import type { Verification } from '../core/verification.js';
import type { VouchedClaims } from './claims/vouched-claims.js';
import type { VouchingOptions } from './vouching.js';

/** What a function of the application may know beside the token. */
export interface VerifyTools {
  readonly clock: Clock;
}

/** What it says: claims of a good token, undefined for a token that it does not know, or the verification itself. */
export type VerifyAnswer = VouchedClaims | Verification | undefined;

/** Verifies tokens in the application's own way. */
export type VerifyToken = (token: string, tools: VerifyTools) => VerifyAnswer | Promise<VerifyAnswer>;

/** Options of `customVerifier`. One of `verify`, `useValue` and `useExisting` says who verifies. */
export interface CustomVerifierOptions extends VouchingOptions {
  /**
   * Claims need `sub`, `iss`, and an `exp` that is ahead (RFC 7519 §4.1). Undefined is a token that is not good. What it throws is a
   * fault of the application: the caller gets 500.
   */
  readonly verify?: VerifyToken;
  /** A verifier that takes responsibility for everything; `issuers` and `audience` are its own affair. */
  readonly useValue?: TokenVerifier;
  /** The same as a provider of the application, by its class. */
  readonly useExisting?: Abstract<TokenVerifier>;
}
