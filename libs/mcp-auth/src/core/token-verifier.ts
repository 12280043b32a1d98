import { invalid, type Verification } from './verification.js';

/**
 * Port of level 1: tells whether a token is good. It never throws for a bad token and never asks anyone but the
 * token's issuer. What it rejects with is a fault of this service, which admits nobody.
 */
export abstract class TokenVerifier {
  /** @param token the token as it stood behind `Bearer `, at most `maxTokenLength` characters */
  abstract verify(token: string): Promise<Verification>;

  /** What becomes of who sends no credential at all: nobody, unless the application asks for none. */
  withoutCredential(): Verification {
    return invalid('credential_missing');
  }
}
