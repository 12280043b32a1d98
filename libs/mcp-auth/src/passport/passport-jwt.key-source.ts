import { KeyObject } from 'node:crypto';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import type { Resolution } from '../core/resolution.js';
import type { KeySet } from '../identity-provider/key-set.js';
import { privateKeyFault, type ReadKey } from '../identity-provider/public-key.js';
import { StaticKeySet } from '../identity-provider/static.key-set.js';
import { bindKey } from '../identity-provider/verification-key.js';
import { algorithmNames } from '../token-verification/verifiers/signature.js';
import { makeKey, PassportJwtKeySet, unusableKeyFault } from './passport-jwt.key-set.js';
import type { PassportJwtOptions } from './passport-jwt.options.js';

/** The keys that a strategy's options name: one, or whatever a function finds for a token. */
export function passportKeySetOf(
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
  if (!(secretOrKey instanceof KeyObject)) {
    // The options are not read yet, so it may be anything; what else is wrong with it, their schema tells.
    const isGiven = typeof secretOrKey === 'string' || secretOrKey instanceof Uint8Array;
    return isGiven ? makeKey(Buffer.from(secretOrKey), algorithms) : { fault: unusableKeyFault };
  }
  if (secretOrKey.type === 'secret') return makeKey(secretOrKey.export(), algorithms);
  if (secretOrKey.type === 'private') return { fault: privateKeyFault };
  const key = bindKey(secretOrKey);
  return key === undefined ? { fault: unusableKeyFault } : { key };
}

function refused(problem: ConfigurationProblem): Resolution<never> {
  return { ok: false, problems: [problem] };
}
