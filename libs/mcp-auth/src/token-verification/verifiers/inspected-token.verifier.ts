import { nowSeconds, type Clock } from '../../core/clock.js';
import { missingScopes } from '../../core/scopes.js';
import { TokenVerifier } from '../../core/token-verifier.js';
import { invalid, type Verification } from '../../core/verification.js';
import type { TokenInspector } from '../../identity-provider/token-inspector.js';
import { afterInspection, firstObjection, objectionToCaller } from '../claims/claims.pipeline.js';
import type { ClaimRules } from '../claims/jwt-rules.js';
import { principalFromClaims } from '../claims/principal-from-claims.js';
import { tokenFormatOf } from '../token-format.js';
import type { JwtReading } from './jwt.verifier.js';

/** Which tokens are shown to the issuer, and what its answer must fulfil. */
export interface InspectionRules {
  /** `iss` of principals, and of answers that have one. */
  readonly issuer: string;
  readonly claims: ClaimRules;
  readonly reading: JwtReading;
  /** What the tokens of this issuer begin with; others are not shown to it. */
  readonly prefix: string;
  /** `opaque` where JWTs are not asked about. */
  readonly formats: 'any' | 'opaque';
  /** How long a token counts that has no `exp`, from each time on that it was asked about. */
  readonly unexpiringSeconds: number;
}

type Claims = Readonly<Record<string, unknown>>;

/** Verifies tokens by asking who issued them. A token that says to be somebody else's is never shown to this issuer. */
export class InspectedTokenVerifier extends TokenVerifier {
  constructor(
    private readonly inspector: TokenInspector,
    private readonly rules: InspectionRules,
    private readonly clock: Clock,
  ) {
    super();
  }

  async verify(token: string): Promise<Verification> {
    const foreign = this.objectionToShowing(token);
    if (foreign !== undefined) return foreign;
    const inspection = await this.inspector.inspect(token);
    switch (inspection.found) {
      case 'active':
        return this.judge(inspection.claims);
      case 'inactive':
        return invalid('token_inactive');
      case 'unavailable': {
        const { retryAfterSeconds, cause } = inspection;
        return { ending: 'unavailable', reason: 'issuer_unreachable', retryAfterSeconds, details: { cause } };
      }
    }
  }

  private objectionToShowing(token: string): Verification | undefined {
    const { prefix, formats, issuer } = this.rules;
    if (!token.startsWith(prefix)) return invalid('token_malformed');
    const seen = tokenFormatOf(token);
    if (seen.format === 'opaque') return undefined;
    if (formats === 'opaque') return invalid('token_malformed');
    return seen.issuer === issuer ? undefined : this.foreignIssuer(seen.issuer);
  }

  private judge(answer: Claims): Verification {
    const { issuer, claims: rules, reading } = this.rules;
    if (answer['iss'] !== undefined && answer['iss'] !== issuer) return this.foreignIssuer(answer['iss']);
    const now = nowSeconds(this.clock);
    const claims = { ...answer, iss: issuer, exp: answer['exp'] ?? now + this.rules.unexpiringSeconds };
    const objection = firstObjection(afterInspection, { claims, rules, nowSeconds: now });
    if (objection !== undefined) return invalid(objection.reason, objection.details);
    const principal = principalFromClaims(claims, reading.claims);
    const callerObjection = objectionToCaller(principal, reading.callers);
    if (callerObjection !== undefined) return invalid(callerObjection.reason, callerObjection.details);
    return missingScopes(principal.scopes, reading.requiredScopes).length > 0
      ? { ending: 'insufficient', principal, requiredScopes: reading.requiredScopes }
      : { ending: 'principal', principal };
  }

  private foreignIssuer(found: unknown): Verification {
    const { issuer } = this.rules;
    const shown = typeof found === 'string' ? found.slice(0, 256) : 'none';
    return invalid('issuer_not_accepted', { expected: [issuer], found: shown });
  }
}
