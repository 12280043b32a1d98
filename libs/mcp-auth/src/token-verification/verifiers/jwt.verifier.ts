import { nowSeconds, type Clock } from '../../core/clock.js';
import { missingScopes } from '../../core/scopes.js';
import { TokenVerifier } from '../../core/token-verifier.js';
import { invalid, type Verification } from '../../core/verification.js';
import type { KeySet } from '../../identity-provider/key-set.js';
import type { VerificationKey } from '../../identity-provider/verification-key.js';
import { afterSignature, beforeSignature, firstObjection } from '../claims/claims.pipeline.js';
import type { JwtRules } from '../claims/jwt-rules.js';
import { principalFromClaims } from '../claims/principal-from-claims.js';
import { parseCompactJws, type CompactJws } from './compact-jws.js';
import { isAlgorithmName, isSignedBy } from './signature.js';

/** Without a key id, more keys than this are not tried: each try costs a signature check. */
const maxCandidates = 4;

/** Verifies JWT access tokens of one issuer (RFC 9068 §4). */
export class JwtVerifier extends TokenVerifier {
  constructor(
    private readonly rules: JwtRules,
    private readonly keys: KeySet,
    private readonly requiredScopes: readonly string[],
    private readonly clock: Clock,
  ) {
    super();
  }

  async verify(token: string): Promise<Verification> {
    const jws = parseCompactJws(token);
    if (jws === undefined) return invalid('token_malformed');
    const jwt = { jws, rules: this.rules, nowSeconds: nowSeconds(this.clock) };
    const objection = firstObjection(beforeSignature, jwt);
    if (objection !== undefined) return invalid(objection.reason, objection.details);
    const lookup = await this.keys.find(jws.header.keyId);
    switch (lookup.found) {
      case 'unavailable':
        return {
          ending: 'unavailable',
          reason: 'keys_unreachable',
          retryAfterSeconds: lookup.retryAfterSeconds,
          details: { cause: lookup.cause },
        };
      case 'unknown':
        return invalid('key_not_found', keyDetails(jws));
      case 'keys':
        return this.judge(jws, lookup.keys);
    }
  }

  private judge(jws: CompactJws, keys: readonly VerificationKey[]): Verification {
    const { algorithm } = jws.header;
    // RFC 8725 §3.1: a key is used only with the algorithms that it is bound to.
    const candidates = keys.filter((key) => key.algorithms.includes(algorithm));
    if (candidates.length === 0 || candidates.length > maxCandidates) return invalid('key_not_found', keyDetails(jws));
    const signed =
      isAlgorithmName(algorithm) &&
      candidates.some(({ key }) => isSignedBy(key, algorithm, jws.signingInput, jws.signature));
    if (!signed) return invalid('signature_invalid', keyDetails(jws));
    const jwt = { jws, rules: this.rules, nowSeconds: nowSeconds(this.clock) };
    const objection = firstObjection(afterSignature, jwt);
    if (objection !== undefined) return invalid(objection.reason, objection.details);
    return this.admit(jws);
  }

  private admit(jws: CompactJws): Verification {
    const principal = principalFromClaims(jws.claims);
    return missingScopes(principal.scopes, this.requiredScopes).length > 0
      ? { ending: 'insufficient', principal, requiredScopes: this.requiredScopes }
      : { ending: 'principal', principal };
  }
}

function keyDetails({ header }: CompactJws): { keyId: string; algorithm: string } {
  return { keyId: header.keyId ?? 'none', algorithm: header.algorithm };
}
