import { usualClaims, type ClaimMapping } from './claims/principal-from-claims.js';
import type { JwtVerifierOptions } from './jwt-verifier.options.js';
import { checkedTranslator, type ScopeTranslator } from './scope-translator.js';

/** Where the options say that claims stand, and how scopes are called there. */
export function claimMapping({
  scopeClaim,
  roleClaim,
  tenantClaim,
  scopeTranslation,
}: JwtVerifierOptions): ClaimMapping {
  return {
    scopes: scopeClaim === undefined ? usualClaims.scopes : [scopeClaim],
    roles: roleClaim === undefined ? usualClaims.roles : [roleClaim],
    tenant: tenantClaim === undefined ? usualClaims.tenant : [tenantClaim],
    scopeFromToken: translatorOf(scopeTranslation, 'fromToken') ?? usualClaims.scopeFromToken,
  };
}

/** How clients are told of a scope. */
export function scopeToClient({ scopeTranslation }: JwtVerifierOptions): ScopeTranslator {
  return translatorOf(scopeTranslation, 'toClient') ?? ((scope) => scope);
}

function translatorOf(
  translation: JwtVerifierOptions['scopeTranslation'],
  direction: 'fromToken' | 'toClient',
): ScopeTranslator | undefined {
  const translate = translation?.[direction];
  return translate && checkedTranslator(`scopeTranslation.${direction}`, translate);
}
