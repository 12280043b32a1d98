import type { Clock } from '../../core/clock.js';
import { usualClaimRules } from '../../token-verification/claims/jwt-rules.js';
import { JwtVerifier, usualReading } from '../../token-verification/verifiers/jwt.verifier.js';
import { signingAlgorithms } from '../model/signing-key.js';
import { OwnKeySet } from '../signing-keys/own.key-set.js';
import type { Signer } from '../signing-keys/signer.js';

/** Whose tokens are verified, and for whom. */
export interface OwnJwtRules {
  readonly issuer: string;
  readonly audiences: readonly (string | RegExp)[];
  /** Asked when a token is to be verified. */
  readonly signer: () => Signer;
  readonly clock: Clock;
}

/** Replicas may be some seconds apart. */
const clockToleranceSeconds = 5;

/** Verifies JWTs that this server issued, by the rules for those of any issuer (RFC 9068 §4), with the keys at hand. */
export function ownJwtVerifier({ issuer, audiences, signer, clock }: OwnJwtRules): JwtVerifier {
  const rules = {
    audiences,
    algorithms: signingAlgorithms,
    tokenType: 'at+jwt',
    ...usualClaimRules,
    clockToleranceSeconds,
  } as const;
  const trusted = { rules, keys: new OwnKeySet(signer, clock) };
  return new JwtVerifier(new Map([[issuer, trusted]]), usualReading, clock);
}
