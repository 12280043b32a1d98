import type { AuthContext } from '../composition/auth-kind.js';
import type { Resolution } from '../core/resolution.js';
import { readOptions } from '../options/read-options.js';
import type { JwtRules } from './claims/jwt-rules.js';
import { cacheBoundsOf, claimRulesOf, readingOf, scopeToClient } from './claim-reading.js';
import { resolveKeySource, type KeySource } from './key-source.js';
import type { JwtVerifierOptions } from './jwt-verifier.options.js';
import { givenIssuers, issuerProblems, withoutAbsent, type GivenIssuer } from './jwt-verifier.issuers.js';
import { jwtTable } from './jwt-verifier.table.js';
import { audienceProblems, clientProblems } from './whose-tokens.js';
import type { CacheBounds } from './verifiers/verified-token.cache.js';
import type { JwtReading } from './verifiers/jwt.verifier.js';

/** Settings of `jwtVerifier`, read and complete. */
export interface JwtSettings {
  readonly issuers: readonly IssuerSettings[];
  readonly reading: JwtReading;
  /** The form in which clients ask for a scope. */
  readonly scopeToClient: (scope: string) => string;
  readonly cache: CacheBounds;
}

/** One issuer, by all its names. */
export interface IssuerSettings {
  readonly names: readonly string[];
  readonly keySource: KeySource;
  readonly rules: JwtRules;
}

type ReadIssuer = Pick<IssuerSettings, 'names' | 'keySource'> & Pick<JwtRules, 'audiences' | 'algorithms'>;

/** Reads the options, or tells everything that is wrong with them. */
export function resolveJwtOptions(options: JwtVerifierOptions, context: AuthContext): Resolution<JwtSettings> {
  const issuers = givenIssuers(options, context.optionPath).map((given) => resolveIssuer(given, options, context));
  const problems = [
    ...issuerProblems(options, context),
    ...clientProblems(jwtTable, options, context),
    ...issuers.flatMap((issuer) => (issuer.ok ? [] : issuer.problems)),
  ];
  const read = readOptions(jwtTable, options, context.optionPath, problems);
  if (!read.ok) return read;
  const common = { tokenType: read.settings.tokenType, ...claimRulesOf(read.settings) };
  return {
    ok: true,
    settings: {
      issuers: issuers.flatMap((issuer) => (issuer.ok ? [issuerSettings(issuer.settings, common)] : [])),
      reading: readingOf(options, read.settings),
      scopeToClient: scopeToClient(options),
      cache: cacheBoundsOf(read.settings),
    },
  };
}

function issuerSettings(
  { names, keySource, ...own }: ReadIssuer,
  common: Omit<JwtRules, keyof typeof own>,
): IssuerSettings {
  return { names, keySource, rules: { ...own, ...common } };
}

function resolveIssuer(
  { names, path, ...own }: GivenIssuer,
  options: JwtVerifierOptions,
  context: AuthContext,
): Resolution<ReadIssuer> {
  const algorithms = own.algorithms ?? options.algorithms;
  const keys = resolveKeySource({ ...own, ...withoutAbsent({ algorithms }), issuer: names[0] }, path);
  const audience = context.audience ?? own.audience ?? options.audience;
  const problems = [
    ...(keys.ok ? [] : keys.problems),
    ...audienceProblems(jwtTable, audience, options, { ...context, optionPath: path }),
  ];
  if (!keys.ok || problems.length > 0) return { ok: false, problems };
  const audiences = [audience ?? context.resource ?? []].flat();
  return { ok: true, settings: { names, ...keys.settings, audiences } };
}
