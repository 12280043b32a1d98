import type { VerifierPorts } from '../composition/auth-kind.js';
import type { TokenVerifier } from '../core/token-verifier.js';
import { GuardedInspector } from '../identity-provider/guarded.inspector.js';
import type { TokenInspector } from '../identity-provider/token-inspector.js';
import { InspectedTokenVerifier, type InspectionRules } from './verifiers/inspected-token.verifier.js';
import { RefusedTokenCache } from './verifiers/refused-token.cache.js';
import { SingleFlightVerifier } from './verifiers/single-flight.verifier.js';
import { VerifiedTokenCache, type CacheBounds } from './verifiers/verified-token.cache.js';

/** What every verifier has that asks somebody for each token. */
export interface InspectionSettings {
  readonly rules: InspectionRules;
  readonly cache: CacheBounds;
  readonly refusedMaxAgeSeconds: number;
  readonly timeoutMs: number;
}

/**
 * Puts the parts together: from outside to inside what is remembered as good, what is remembered as bad, one question for all who
 * ask at the same moment, and an issuer that is left alone while it fails.
 */
export function inspectionVerifier(
  inspector: TokenInspector,
  { rules, cache, refusedMaxAgeSeconds }: InspectionSettings,
  { clock, auditTrail, randomness }: VerifierPorts,
): TokenVerifier {
  const guarded = new GuardedInspector(inspector, { clock, auditTrail, randomness, provider: rules.issuer });
  const once = new SingleFlightVerifier(new InspectedTokenVerifier(guarded, rules, clock));
  const refused = new RefusedTokenCache(once, { ...cache, maxAgeSeconds: refusedMaxAgeSeconds }, clock);
  return cache.maxAgeSeconds === 0 ? refused : new VerifiedTokenCache(refused, cache, clock);
}
