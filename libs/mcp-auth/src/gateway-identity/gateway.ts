import type { JwtVerifierOptions } from '../token-verification/jwt-verifier.options.js';
import type { JwtForm } from '../token-verification/verifier-of-settings.js';
import type { GatewayOption, RawGatewayOptions } from './gateway-identity.table.js';

/** A gateway that signs what it says: where its assertion stands, and how it is verified. Facts, and nothing that decides. */
export interface Gateway {
  /** Options beside those that say how an assertion is read. */
  readonly takes: readonly GatewayOption[];
  /** Options without which there is nothing to compare with, in production or not; and what they are, for the message. */
  readonly needs: (options: RawGatewayOptions) => Readonly<Partial<Record<GatewayOption, string>>>;
  /** Name of the header in lower case, where the options do not name another one. */
  readonly header?: string;
  /** How the assertion is verified, as options of `jwtVerifier`; of these options nothing has been read. */
  jwtOptions(options: RawGatewayOptions): RawJwtOptions;
  readonly form: JwtForm;
  /** Whether `aud` is made of an option of the gateway's own, so that no other one can take its place. */
  readonly audienceFrom: 'audience' | 'loadBalancerArn';
}

/** Options of `jwtVerifier` that it has still to read. */
export type RawJwtOptions = Readonly<Partial<Record<keyof JwtVerifierOptions, unknown>>>;
