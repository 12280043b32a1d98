import { nowSeconds, type Clock } from '../../core/clock.js';
import { missingScopes } from '../../core/scopes.js';
import { TokenVerifier } from '../../core/token-verifier.js';
import { invalid, type Verification } from '../../core/verification.js';
import type { KeyLookup, KeySet } from '../../identity-provider/key-set.js';
import type { VerificationKey } from '../../identity-provider/verification-key.js';
import { everyCaller, type AcceptedCallers } from '../claims/accepted-callers.js';
import { afterSignature, beforeSignature, firstObjection, objectionToCaller } from '../claims/claims.pipeline.js';
import type { JwtRules, JwtUnderCheck } from '../claims/jwt-rules.js';
import { principalFromClaims, usualClaims, type ClaimMapping } from '../claims/principal-from-claims.js';
import { CompactJwsParser, type CompactJws, type JwsParser } from './compact-jws.js';
import { isAlgorithmName, isSignedBy } from './signature.js';

/** Without a key id, more keys than this are not tried: each try costs a signature check. */
const maxCandidates = 4;

/** An issuer whose tokens are accepted: its keys are for its own tokens alone (RFC 8725 §3.8). */
export interface TrustedIssuer {
  readonly rules: JwtRules;
  readonly keys: KeySet;
}

/** What tokens of every issuer have in common. */
export interface JwtReading {
  readonly requiredScopes: readonly string[];
  readonly claims: ClaimMapping;
  readonly callers: AcceptedCallers;
}

/** Claims where the standards put them, and nobody excluded. */
export const usualReading: JwtReading = { requiredScopes: [], claims: usualClaims, callers: everyCaller };

/** Verifies JWT access tokens (RFC 9068 §4). */
export class JwtVerifier extends TokenVerifier {
  /** @param issuers by their exact `iss`, equal in every character: no case, slash or port is forgiven */
  constructor(
    private readonly issuers: ReadonlyMap<unknown, TrustedIssuer>,
    private readonly reading: JwtReading,
    private readonly clock: Clock,
    private readonly parser: JwsParser = new CompactJwsParser(),
  ) {
    super();
  }

  async verify(token: string): Promise<Verification> {
    const jws = this.parser.parse(token);
    if (jws === undefined) return invalid('token_malformed');
    const issuer = this.issuers.get(jws.claims['iss']);
    if (issuer === undefined) return invalid('issuer_not_accepted', this.issuerDetails(jws));
    const { rules, keys } = issuer;
    const objection = firstObjection(beforeSignature, this.underCheck(jws, rules));
    if (objection !== undefined) return invalid(objection.reason, objection.details);
    const lookup = keys.find(jws.header.keyId, token);
    return this.conclude(jws, issuer, lookup instanceof Promise ? await lookup : lookup);
  }

  private conclude(jws: CompactJws, issuer: TrustedIssuer, lookup: KeyLookup): Verification | Promise<Verification> {
    const verification = this.verdictBy(lookup, jws, issuer);
    return jws.header.keyId === undefined && lookup.found === 'keys' && hasNoFittingKey(verification)
      ? this.tryRenewedKeys(jws, issuer, verification)
      : verification;
  }

  /** A token that names its key waits for that key; one that names none would go on to be refused after a rotation. */
  private async tryRenewedKeys(jws: CompactJws, issuer: TrustedIssuer, verdict: Verification): Promise<Verification> {
    const renewed = await issuer.keys.renewed();
    return renewed === undefined ? verdict : this.verdictBy(renewed, jws, issuer);
  }

  private verdictBy(lookup: KeyLookup, jws: CompactJws, { rules }: TrustedIssuer): Verification {
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
        return this.judge(jws, rules, lookup.keys);
    }
  }

  private judge(jws: CompactJws, rules: JwtRules, keys: readonly VerificationKey[]): Verification {
    const { algorithm } = jws.header;
    // RFC 8725 §3.1: a key is used only with the algorithms that it is bound to.
    const candidates = keys.filter((key) => key.algorithms.includes(algorithm));
    if (candidates.length === 0 || candidates.length > maxCandidates) return invalid('key_not_found', keyDetails(jws));
    const signed =
      isAlgorithmName(algorithm) &&
      candidates.some(({ key }) => isSignedBy(key, algorithm, jws.signingInput, jws.signature));
    if (!signed) return invalid('signature_invalid', keyDetails(jws));
    const objection = firstObjection(afterSignature, this.underCheck(jws, rules));
    if (objection !== undefined) return invalid(objection.reason, objection.details);
    return this.admit(jws);
  }

  private admit({ claims }: CompactJws): Verification {
    const { requiredScopes, callers } = this.reading;
    const principal = principalFromClaims(claims, this.reading.claims);
    const objection = objectionToCaller(principal, callers);
    if (objection !== undefined) return invalid(objection.reason, objection.details);
    return missingScopes(principal.scopes, requiredScopes).length > 0
      ? { ending: 'insufficient', principal, requiredScopes }
      : { ending: 'principal', principal };
  }

  private underCheck(jws: CompactJws, rules: JwtRules): JwtUnderCheck {
    return { jws, claims: jws.claims, rules, nowSeconds: nowSeconds(this.clock) };
  }

  private issuerDetails({ claims: { iss } }: CompactJws): { expected: readonly string[]; found: string } {
    return {
      expected: [...this.issuers.keys()].map(String),
      found: typeof iss === 'string' ? iss.slice(0, 256) : 'none',
    };
  }
}

function hasNoFittingKey(verification: Verification): boolean {
  return (
    verification.ending === 'invalid' &&
    (verification.reason === 'signature_invalid' || verification.reason === 'key_not_found')
  );
}

function keyDetails({ header }: CompactJws): { keyId: string; algorithm: string } {
  return { keyId: header.keyId ?? 'none', algorithm: header.algorithm };
}
