import { KeyObject } from 'node:crypto';
import type { AuthContext } from '../composition/auth-kind.js';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import type { Resolution } from '../core/resolution.js';
import type { KeySet } from '../identity-provider/key-set.js';
import { privateKeyFault, type ReadKey } from '../identity-provider/public-key.js';
import { StaticKeySet } from '../identity-provider/static.key-set.js';
import { bindKey } from '../identity-provider/verification-key.js';
import { readOptions } from '../options/read-options.js';
import type { TrustedIssuer } from '../token-verification/verifiers/jwt.verifier.js';
import { algorithmNames } from '../token-verification/verifiers/signature.js';
import { makeKey, PassportJwtKeySet, unusableKeyFault } from './passport-jwt.key-set.js';
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
  const keys = keySetOf(options, optionPath);
  const further = [...(keys.ok ? [] : keys.problems), ...audienceProblems(options, context)];
  const read = readOptions(passportJwtTable, options, optionPath, further);
  if (!read.ok) return read;
  if (!keys.ok) return keys;
  const { issuer, audience, algorithms = algorithmNames, jsonWebTokenOptions } = read.settings;
  const rules = {
    audiences: [context.audience ?? audience ?? context.resource ?? []].flat(),
    algorithms,
    tokenType: 'access-token',
    requiredClaims: [],
    clockToleranceSeconds: jsonWebTokenOptions.clockTolerance,
  } as const;
  return { ok: true, settings: { issuers: [issuer].flat(), trusted: { rules, keys: keys.settings } } };
}

function keySetOf(
  { secretOrKey, secretOrKeyProvider, algorithms }: PassportJwtOptions,
  path: string,
): Resolution<KeySet> {
  if ((secretOrKey === undefined) === (secretOrKeyProvider === undefined)) {
    return refused({ path, message: 'needs exactly one of `secretOrKey` and `secretOrKeyProvider`' });
  }
  const accepted = Array.isArray(algorithms) ? algorithms : algorithmNames;
  if (typeof secretOrKeyProvider === 'function') {
    return { ok: true, settings: new PassportJwtKeySet(secretOrKeyProvider, accepted) };
  }
  const read = staticKey(secretOrKey, accepted);
  if ('key' in read) return { ok: true, settings: new StaticKeySet(read.key) };
  return refused({ path: `${path}.secretOrKey`, message: read.fault });
}

function staticKey(secretOrKey: PassportJwtOptions['secretOrKey'], algorithms: readonly string[]): ReadKey {
  if (!(secretOrKey instanceof KeyObject)) return makeKey(Buffer.from((secretOrKey ?? '') as string), algorithms);
  if (secretOrKey.type === 'secret') return makeKey(secretOrKey.export(), algorithms);
  if (secretOrKey.type === 'private') return { fault: privateKeyFault };
  const key = bindKey(secretOrKey);
  return key === undefined ? { fault: unusableKeyFault } : { key };
}

function refused(problem: ConfigurationProblem): Resolution<never> {
  return { ok: false, problems: [problem] };
}

function audienceProblems(
  { audience }: PassportJwtOptions,
  { optionPath, production, audience: ofResource }: AuthContext,
): readonly ConfigurationProblem[] {
  if (!production || audience !== undefined || ofResource !== undefined) return [];
  const message = 'must be set in production: a token for another service must never work here';
  return [{ path: `${optionPath}.audience`, message }];
}
