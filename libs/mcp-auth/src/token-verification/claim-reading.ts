import { usualClaims, type ClaimMapping } from './claims/principal-from-claims.js';
import type { ClaimOptions } from './claim.options.js';
import type { ClaimRules } from './claims/jwt-rules.js';
import { checkedTranslator, type ScopeTranslator } from './scope-translator.js';
import type { JwtReading } from './verifiers/jwt.verifier.js';
import type { CacheBounds } from './verifiers/verified-token.cache.js';

/** What the rows of `claimRows` are read into. */
export interface ClaimSettings {
  readonly requiredScopes: readonly string[];
  readonly requiredClaims: readonly string[];
  readonly requiredClaimValues: Readonly<Record<string, readonly string[]>>;
  readonly allowedClientIds: readonly string[];
  readonly allowedTenants: readonly string[];
  readonly audienceClaim: ClaimRules['audienceClaim'];
  readonly clockToleranceSeconds: number;
  readonly cacheMaxAgeSeconds: number;
  readonly cacheMaxTokens: number;
}

/** What a verifier reads in claims, and whom it lets in. */
export function readingOf(
  options: ClaimOptions,
  { requiredScopes, allowedClientIds, allowedTenants }: ClaimSettings,
): JwtReading {
  const callers = { clientIds: allowedClientIds, tenants: allowedTenants };
  return { requiredScopes, claims: claimMapping(options), callers };
}

/** What claims must fulfil, save for the audience, which each verifier finds in its own way. */
export function claimRulesOf(settings: ClaimSettings): Omit<ClaimRules, 'audiences'> {
  const { requiredClaims, requiredClaimValues, audienceClaim, clockToleranceSeconds } = settings;
  return { requiredClaims, requiredClaimValues, audienceClaim, clockToleranceSeconds };
}

/** How much of good tokens is remembered. */
export function cacheBoundsOf({ cacheMaxTokens, cacheMaxAgeSeconds }: ClaimSettings): CacheBounds {
  return { maxTokens: cacheMaxTokens, maxAgeSeconds: cacheMaxAgeSeconds };
}

/** Where the options say that claims stand, and how scopes are called there. */
function claimMapping({
  scopeClaim,
  furtherScopeClaims = [],
  roleClaim,
  roleClaims,
  roleShape = usualClaims.roleShape,
  subjectClaim,
  clientIdClaim,
  tenantClaim,
  scopeTranslation,
}: ClaimOptions): ClaimMapping {
  return {
    scopes: scopeClaim === undefined ? usualClaims.scopes : [scopeClaim],
    furtherScopes: furtherScopeClaims,
    roles: roleClaims ?? (roleClaim === undefined ? usualClaims.roles : [roleClaim]),
    roleShape,
    subject: subjectClaim === undefined ? usualClaims.subject : [subjectClaim],
    clientId: clientIdClaim === undefined ? usualClaims.clientId : [clientIdClaim],
    tenant: tenantClaim === undefined ? usualClaims.tenant : [tenantClaim],
    scopeFromToken: translatorOf(scopeTranslation, 'fromToken') ?? usualClaims.scopeFromToken,
  };
}

/** How clients are told of a scope. */
export function scopeToClient({ scopeTranslation }: ClaimOptions): ScopeTranslator {
  return translatorOf(scopeTranslation, 'toClient') ?? ((scope) => scope);
}

function translatorOf(
  translation: ClaimOptions['scopeTranslation'],
  direction: 'fromToken' | 'toClient',
): ScopeTranslator | undefined {
  const translate = translation?.[direction];
  return translate && checkedTranslator(`scopeTranslation.${direction}`, translate);
}
