import type { AuthContext } from '../composition/auth-kind.js';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import { quotedUrl } from '../core/quoted-url.js';
import type { Resolution } from '../core/resolution.js';
import { readOptions, variableOf } from '../options/read-options.js';
import type { JwtRules } from './claims/jwt-rules.js';
import { claimMapping, scopeToClient } from './jwt-verifier.claims.js';
import { resolveKeySource, type KeySource } from './key-source.js';
import type { JwtVerifierOptions, TrustedIssuerOptions } from './jwt-verifier.options.js';
import { jwtTable } from './jwt-verifier.table.js';
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

/** An issuer as the options give it, and where its options stand. */
interface GivenIssuer extends Omit<TrustedIssuerOptions, 'issuer'> {
  readonly names: readonly string[];
  readonly path: string;
}

type ReadIssuer = Pick<IssuerSettings, 'names' | 'keySource'> & Pick<JwtRules, 'audiences' | 'algorithms'>;

/** Reads the options, or tells everything that is wrong with them. */
export function resolveJwtOptions(options: JwtVerifierOptions, context: AuthContext): Resolution<JwtSettings> {
  const issuers = givenIssuers(options, context.optionPath).map((given) => resolveIssuer(given, options, context));
  const problems = [
    ...namingProblems(options, context),
    ...issuers.flatMap((issuer) => (issuer.ok ? [] : issuer.problems)),
  ];
  const read = readOptions(jwtTable, options, context.optionPath, problems);
  if (!read.ok) return read;
  const { tokenType, requiredClaims, clockToleranceSeconds, requiredScopes } = read.settings;
  const common = { tokenType, requiredClaims, clockToleranceSeconds };
  return {
    ok: true,
    settings: {
      issuers: issuers.flatMap((issuer) => (issuer.ok ? [issuerSettings(issuer.settings, common)] : [])),
      reading: { requiredScopes, claims: claimMapping(options) },
      scopeToClient: scopeToClient(options),
      cache: { maxTokens: read.settings.cacheMaxTokens, maxAgeSeconds: read.settings.cacheMaxAgeSeconds },
    },
  };
}

function issuerSettings(
  { names, keySource, ...own }: ReadIssuer,
  common: Omit<JwtRules, keyof typeof own>,
): IssuerSettings {
  return { names, keySource, rules: { ...own, ...common } };
}

/** The options are not read yet, so every value may be anything. */
function givenIssuers(options: JwtVerifierOptions, path: string): readonly GivenIssuer[] {
  const { issuers, issuer, jwksUri, publicKey, secret, audience, algorithms } = options;
  if (Array.isArray(issuers)) {
    return issuers.map((one: TrustedIssuerOptions | null, index) => {
      return { ...one, names: [one?.issuer ?? ''], path: `${path}.issuers.${index}` };
    });
  }
  const names = issuer === undefined ? [] : [issuer].flat();
  return [{ names, path, ...withoutAbsent({ jwksUri, publicKey, secret, audience, algorithms }) }];
}

/** Members without a value are left out. */
function withoutAbsent<Members extends object>(members: Members): Partial<Members> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<Members>;
}

function resolveIssuer(
  { names, path, ...own }: GivenIssuer,
  options: JwtVerifierOptions,
  context: AuthContext,
): Resolution<ReadIssuer> {
  const algorithms = own.algorithms ?? options.algorithms;
  const keys = resolveKeySource({ ...own, ...withoutAbsent({ algorithms }), issuer: names[0] }, path);
  const audience = context.audience ?? own.audience ?? options.audience;
  const problems = [...(keys.ok ? [] : keys.problems), ...audienceProblems(audience, path, context)];
  if (!keys.ok || problems.length > 0) return { ok: false, problems };
  const audiences = [audience ?? context.resource ?? []].flat();
  return { ok: true, settings: { names, ...keys.settings, audiences } };
}

function namingProblems(options: JwtVerifierOptions, { optionPath }: AuthContext): readonly ConfigurationProblem[] {
  const { issuer, issuers, jwksUri, publicKey, secret } = options;
  if (issuers === undefined && issuer === undefined) {
    const message = 'is missing; it is the exact `iss` of the tokens';
    return [{ path: `${optionPath}.issuer`, message, ...variable('issuer') }];
  }
  const isDoubled = issuers !== undefined && [issuer, jwksUri, publicKey, secret].some((one) => one !== undefined);
  if (!isDoubled) return repeatedNames(options, optionPath);
  const message = 'takes the place of `issuer`, `jwksUri`, `publicKey` and `secret`; leave those out';
  return [{ path: `${optionPath}.issuers`, message }];
}

/** A second mention would quietly take the keys of the first one away, or say nothing. */
function repeatedNames(options: JwtVerifierOptions, optionPath: string): readonly ConfigurationProblem[] {
  const option = options.issuers === undefined ? 'issuer' : 'issuers';
  const names = givenIssuers(options, optionPath).flatMap((given) => given.names);
  const repeated = new Set(names.filter((name, index) => name !== '' && names.indexOf(name) !== index));
  return [...repeated].map((name) => {
    return { path: `${optionPath}.${option}`, message: `${quotedUrl(name)} stands there twice`, ...variable(option) };
  });
}

function audienceProblems(
  audience: unknown,
  path: string,
  { production }: AuthContext,
): readonly ConfigurationProblem[] {
  if (!production || audience !== undefined) return [];
  const message = 'must be set in production: a token for another service must never work here';
  return [{ path: `${path}.audience`, message, ...variable('audience') }];
}

function variable(option: string): { readonly variable?: string } {
  const name = variableOf(jwtTable, [option]);
  return name === undefined ? {} : { variable: name };
}
