import type { Abstract } from '@nestjs/common';
import type { VouchedClaims } from '../token-verification/claims/vouched-claims.js';
import type { VouchingOptions } from '../token-verification/vouching.js';

/** A strategy of Passport, as far as it is needed to ask it. */
export interface PassportStrategy {
  authenticate(request: never, options?: never): unknown;
}

/** A strategy that is a provider of the application, as those of `@nestjs/passport` are. */
export interface StrategyProvider {
  readonly useExisting: Abstract<PassportStrategy>;
}

/** Options of `passportStrategyVerifier`. */
export interface PassportStrategyOptions extends VouchingOptions {
  /** The application's own strategy. It sees a request with an `Authorization` header and nothing else. */
  readonly strategy: PassportStrategy | StrategyProvider;
  /**
   * Claims of whom the strategy lets in: at least `sub` and `iss`. Without `exp`, streams end after an hour. Undefined is a user who may
   * not come in.
   * @param user what the strategy calls `success` with
   * @param info what it adds
   */
  principal(user: unknown, info: unknown): VouchedClaims | undefined | Promise<VouchedClaims | undefined>;
}
