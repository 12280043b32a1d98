import { jwtVerify, type CompactJWSHeaderParameters, type JWTHeaderParameters } from 'jose';
import jsonwebtoken, { type JwtHeader } from 'jsonwebtoken';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { KeySet, type KeyLookup } from '../../libs/mcp-auth/src/identity-provider/key-set.js';
import { usualClaimRules } from '../../libs/mcp-auth/src/token-verification/claims/jwt-rules.js';
import { JwtVerifier, usualReading } from '../../libs/mcp-auth/src/token-verification/verifiers/jwt.verifier.js';
import type { SigningKey } from './signing.js';
import { audience, issuer, nowSeconds } from './tokens.js';

/** `accepted`, or why not. */
export type Verdict = string;
export type Judge = (token: string) => Promise<Verdict>;

export const ACCEPTED = 'accepted';
const clockTolerance = 5;

class KnownKeys extends KeySet {
  constructor(private readonly keys: readonly SigningKey[]) {
    super();
  }

  find(keyId: string | undefined): KeyLookup {
    const found = this.keys
      .filter((key) => keyId === undefined || key.keyId === keyId)
      .map((key) => ({ keyId: key.keyId, key: key.verificationKey, algorithms: [key.algorithm] }));
    return found.length > 0 ? { found: 'keys', keys: found } : { found: 'unknown' };
  }
}

export function ours(keys: readonly SigningKey[]): Judge {
  const rules = {
    audiences: [audience],
    algorithms: keys.map(({ algorithm }) => algorithm),
    tokenType: 'access-token',
    ...usualClaimRules,
    clockToleranceSeconds: clockTolerance,
  } as const;
  const issuers = new Map([[issuer, { rules, keys: new KnownKeys(keys) }]]);
  const clock = new FrozenClock(nowSeconds * 1_000);
  const verifier = new JwtVerifier(issuers, usualReading, clock);
  return async (token) => {
    const verification = await verifier.verify(token);
    return verification.ending === 'invalid' ? verification.reason : ACCEPTED;
  };
}

/** The key that the header names, bound to its algorithm; without a name, the one of the algorithm. */
function keyFor(keys: readonly SigningKey[], { kid, alg }: Pick<JWTHeaderParameters, 'kid' | 'alg'>) {
  const key = keys.find((one) => (kid === undefined || one.keyId === kid) && one.algorithm === alg);
  if (key === undefined) throw new Error('no such key');
  return key.verificationKey;
}

export function jose(keys: readonly SigningKey[]): Judge {
  const options = {
    issuer,
    audience,
    algorithms: keys.map(({ algorithm }) => algorithm),
    clockTolerance,
    currentDate: new Date(nowSeconds * 1_000),
    requiredClaims: ['exp', 'sub'],
  };
  return (token) =>
    jwtVerify(token, (header: CompactJWSHeaderParameters) => keyFor(keys, header), options).then(
      () => ACCEPTED,
      String,
    );
}

export function jsonWebToken(keys: readonly SigningKey[]): Judge {
  const algorithms = keys.map(({ algorithm }) => algorithm) as jsonwebtoken.Algorithm[];
  const options = { issuer, audience, algorithms, clockTolerance, clockTimestamp: nowSeconds };
  const find = (header: JwtHeader, done: (error: Error | null, key?: SigningKey['verificationKey']) => void) => {
    try {
      done(null, keyFor(keys, header));
    } catch (error) {
      done(error as Error);
    }
  };
  return (token) =>
    new Promise((resolve) => {
      try {
        jsonwebtoken.verify(token, find, options, (error) => resolve(error === null ? ACCEPTED : String(error)));
      } catch (error) {
        resolve(String(error));
      }
    });
}
