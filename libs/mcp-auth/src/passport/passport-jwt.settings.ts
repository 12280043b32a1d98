import { KeyObject } from 'node:crypto';
import type { AuthContext } from '../composition/auth-kind.js';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import type { Resolution } from '../core/resolution.js';
import type { KeySet } from '../identity-provider/key-set.js';
import { StaticKeySet } from '../identity-provider/static.key-set.js';
import { bindKey, type VerificationKey } from '../identity-provider/verification-key.js';
import { readOptions } from '../options/read-options.js';
import type { TrustedIssuer } from '../token-verification/verifiers/jwt.verifier.js';
import { algorithmNames } from '../token-verification/verifiers/signature.js';
import { makeKey, PassportJwtKeySet } from './passport-jwt.key-set.js';
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
  const keys = keySetOf(options);
  const further = [
    ...(keys === undefined ? [keyProblem(options, optionPath)] : []),
    ...audienceProblems(options, context),
  ];
  const read = readOptions(passportJwtTable, options, optionPath, further);
  if (!read.ok) return read;
  if (keys === undefined) return { ok: false, problems: further };
  const { issuer, audience, algorithms = algorithmNames, jsonWebTokenOptions } = read.settings;
  const rules = {
    audiences: [context.audience ?? audience ?? context.resource ?? []].flat(),
    algorithms,
    tokenType: 'access-token',
    requiredClaims: [],
    clockToleranceSeconds: jsonWebTokenOptions.clockTolerance,
  } as const;
  return { ok: true, settings: { issuers: [issuer].flat(), trusted: { rules, keys } } };
}

function keySetOf({ secretOrKey, secretOrKeyProvider, algorithms }: PassportJwtOptions): KeySet | undefined {
  if ((secretOrKey === undefined) === (secretOrKeyProvider === undefined)) return undefined;
  const accepted = Array.isArray(algorithms) ? algorithms : algorithmNames;
  if (typeof secretOrKeyProvider === 'function') return new PassportJwtKeySet(secretOrKeyProvider, accepted);
  const key = staticKey(secretOrKey, accepted);
  return key && new StaticKeySet(key);
}

function staticKey(
  secretOrKey: PassportJwtOptions['secretOrKey'],
  algorithms: readonly string[],
): VerificationKey | undefined {
  if (!(secretOrKey instanceof KeyObject)) return makeKey(Buffer.from((secretOrKey ?? '') as string), algorithms);
  return secretOrKey.type === 'secret' ? makeKey(secretOrKey.export(), algorithms) : bindKey(secretOrKey);
}

function keyProblem({ secretOrKey, secretOrKeyProvider }: PassportJwtOptions, path: string): ConfigurationProblem {
  if ((secretOrKey === undefined) === (secretOrKeyProvider === undefined)) {
    return { path, message: 'needs exactly one of `secretOrKey` and `secretOrKeyProvider`' };
  }
  const message = 'is no usable key: a public key as PEM, or a shared secret of at least 32 bytes for HS256';
  return { path: `${path}.secretOrKey`, message };
}

function audienceProblems(
  { audience }: PassportJwtOptions,
  { optionPath, production, audience: ofResource }: AuthContext,
): readonly ConfigurationProblem[] {
  if (!production || audience !== undefined || ofResource !== undefined) return [];
  const message = 'must be set in production: a token for another service must never work here';
  return [{ path: `${optionPath}.audience`, message }];
}
