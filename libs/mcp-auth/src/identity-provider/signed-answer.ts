import { errors, jwtVerify } from 'jose';
import { isJsonObject } from '../core/json-object.js';
import type { Clock } from '../core/clock.js';
import { UnusableAnswer, type AnswerReader } from './introspection.inspector.js';
import type { KeySet } from './key-set.js';
import type { VerificationKey } from './verification-key.js';

/** Whose signed answers count, and for whom they are. */
export interface SignedAnswerRules {
  readonly issuer: string;
  /** This service, as the issuer knows it. */
  readonly clientId: string;
  readonly keys: KeySet;
  readonly clock: Clock;
}

const mediaType = 'application/token-introspection+jwt';

/** Answers that the issuer signed (RFC 9701 §5), for whoever has to prove later what was answered. Unsigned ones are refused. */
export function signedAnswer({ issuer, clientId, keys, clock }: SignedAnswerRules): AnswerReader {
  return {
    mediaType,
    read: async (text, contentType) => {
      if (!contentType?.toLowerCase().startsWith(mediaType)) throw new UnusableAnswer('the answer is not signed');
      const lookup = await keys.find(keyIdOf(text), text);
      if (lookup.found !== 'keys') throw new UnusableAnswer('the key of the signed answer is not to be had');
      const claims = await verifiedBy(lookup.keys, text, {
        issuer,
        audience: clientId,
        currentDate: new Date(clock.nowMs()),
      });
      return claims['token_introspection'];
    },
  };
}

type Expected = { readonly issuer: string; readonly audience: string; readonly currentDate: Date };

async function verifiedBy(
  keys: readonly VerificationKey[],
  text: string,
  expected: Expected,
): Promise<Readonly<Record<string, unknown>>> {
  for (const { key, algorithms } of keys) {
    try {
      const { payload } = await jwtVerify(text, key, {
        ...expected,
        algorithms: [...algorithms],
        typ: 'token-introspection+jwt',
        requiredClaims: ['iat'],
      });
      return payload;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
    }
  }
  throw new UnusableAnswer('the signature of the answer is not good');
}

function keyIdOf(text: string): string | undefined {
  try {
    const header: unknown = JSON.parse(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString());
    const keyId = isJsonObject(header) ? header['kid'] : undefined;
    return typeof keyId === 'string' ? keyId : undefined;
  } catch {
    return undefined;
  }
}
