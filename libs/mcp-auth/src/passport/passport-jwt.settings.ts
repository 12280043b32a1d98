import type { AuthContext } from '../composition/auth-kind.js';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import type { Resolution } from '../core/resolution.js';
import { readOptions } from '../options/read-options.js';
import { usualClaimRules } from '../token-verification/claims/jwt-rules.js';
import type { TrustedIssuer } from '../token-verification/verifiers/jwt.verifier.js';
import { algorithmNames } from '../token-verification/verifiers/signature.js';
import { passportKeySetOf } from './passport-jwt.key-source.js';
import type { PassportJwtOptions } from './passport-jwt.options.js';
import { passportJwtTable } from './passport-jwt.table.js';

/** What a strategy's options say about good tokens. */
export interface PassportJwtSettings {
  readonly issuers: readonly string[];
  readonly trusted: TrustedIssuer;
}

/** Reads the options of a strategy, or tells which of them cannot be kept. */
export function resolvePassportJwtOptions(
  options: PassportJwtOptions,
  context: AuthContext,
): Resolution<PassportJwtSettings> {
  const { optionPath } = context;
  const keys = passportKeySetOf(options, optionPath);
  const further = [...(keys.ok ? [] : keys.problems), ...audienceProblems(options, context)];
  const read = readOptions(passportJwtTable, options, optionPath, further);
  if (!read.ok) return read;
  if (!keys.ok) return keys;
  const { issuer, audience, algorithms = algorithmNames, jsonWebTokenOptions } = read.settings;
  const rules = {
    audiences: [context.audience ?? audience ?? context.resource ?? []].flat(),
    algorithms,
    tokenType: 'access-token',
    ...usualClaimRules,
    clockToleranceSeconds: jsonWebTokenOptions.clockTolerance,
  } as const;
  return { ok: true, settings: { issuers: [issuer].flat(), trusted: { rules, keys: keys.settings } } };
}

function audienceProblems(
  { audience }: PassportJwtOptions,
  { optionPath, production, audience: ofResource }: AuthContext,
): readonly ConfigurationProblem[] {
  if (!production || audience !== undefined || ofResource !== undefined) return [];
  const message = 'must be set in production: a token for another service must never work here';
  return [{ path: `${optionPath}.audience`, message }];
}
