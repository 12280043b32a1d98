import { defineAuth, type AuthContext, type VerifierKind, type VerifierPorts } from '../composition/auth-kind.js';
import type { Resolution } from '../core/resolution.js';
import type { TokenVerifier } from '../core/token-verifier.js';
import { readOptions } from '../options/read-options.js';
import { vouchedIssuers, vouchingSettings, type VouchingSettings } from '../token-verification/vouching.js';
import type { PassportStrategyOptions } from './passport-strategy.options.js';
import { isStrategy, passportStrategyTable } from './passport-strategy.table.js';
import { PassportStrategyVerifier } from './passport-strategy.verifier.js';

interface StrategySettings extends VouchingSettings, Pick<PassportStrategyOptions, 'strategy' | 'principal'> {
  readonly optionPath: string;
}

function resolve(options: PassportStrategyOptions, context: AuthContext): Resolution<StrategySettings> {
  const { optionPath } = context;
  const read = readOptions(passportStrategyTable, options, optionPath);
  if (!read.ok) return read;
  return { ok: true, settings: { ...read.settings, ...vouchingSettings(read.settings, context), optionPath } };
}

function createVerifier(settings: StrategySettings, { clock, find }: VerifierPorts): TokenVerifier {
  const { strategy, principal, rules, optionPath } = settings;
  // A provider is looked for when it is needed: before that, Nest may not have made it.
  const found = () => (isStrategy(strategy) ? strategy : find(strategy.useExisting));
  return new PassportStrategyVerifier(found, principal, rules, clock, optionPath);
}

const strategyKind: VerifierKind<PassportStrategyOptions, StrategySettings> = {
  name: 'passport-strategy',
  resourceMetadata: 'none',
  issuersOf: vouchedIssuers,
  resolve,
  createVerifier,
  marksOf: ({ marks }) => marks,
};

/**
 * Level 1 with a strategy of Passport that the application has already, such as one of `passport-http-bearer`. What it fails for is a bad
 * token, keys that could not be fetched included: for `passport-jwt` take `passportJwtVerifier`, which knows the difference. Does not
 * need Passport to be installed.
 *
 * @example
 * McpAuthModule.forRoot({
 *   resource,
 *   auth: passportStrategyVerifier({
 *     strategy: new BearerStrategy((token, done) => sessions.find(token, done)),
 *     principal: (user: User) => ({ sub: user.id, iss: 'https://api.example.com', scope: user.scope }),
 *   }),
 * });
 */
export const passportStrategyVerifier = defineAuth<PassportStrategyOptions, VerifierKind<PassportStrategyOptions>>(
  strategyKind,
);
