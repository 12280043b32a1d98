import { defineAuth, type VerifierKind, type VerifierPorts } from '../composition/auth-kind.js';
import type { TokenVerifier } from '../core/token-verifier.js';
import { JwtVerifier, usualReading } from '../token-verification/verifiers/jwt.verifier.js';
import type { PassportJwtOptions } from './passport-jwt.options.js';
import { resolvePassportJwtOptions, type PassportJwtSettings } from './passport-jwt.settings.js';

function createVerifier({ issuers, trusted }: PassportJwtSettings, { clock }: VerifierPorts): TokenVerifier {
  return new JwtVerifier(new Map(issuers.map((name) => [name, trusted])), usualReading, clock);
}

const passportJwtKind: VerifierKind<PassportJwtOptions, PassportJwtSettings> = {
  name: 'passport-jwt',
  resourceMetadata: 'none',
  issuersOf: ({ issuer }) => [issuer ?? []].flat(),
  namesAudience: ({ audience }) => audience !== undefined,
  resolve: resolvePassportJwtOptions,
  createVerifier,
  marksOf: ({ issuers }) => ({ issuers, prefixes: [] }),
};

/**
 * Level 1 with the options of a `passport-jwt` strategy that the application has already, handed over unchanged. They say
 * which tokens are good; the verification is that of `jwtVerifier`. Needs neither Passport nor `passport-jwt` to be installed.
 *
 * @example
 * McpAuthModule.forRoot({ resource, auth: passportJwtVerifier(jwtOptions) });
 */
export const passportJwtVerifier = defineAuth<PassportJwtOptions, VerifierKind<PassportJwtOptions>>(passportJwtKind);
