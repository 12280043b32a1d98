import type { Principal } from '../core/principal.js';
import { missingScopes } from '../core/scopes.js';
import type { Denied, Insufficient } from '../core/verification.js';

/** What a caller must have. */
export interface AccessRequirement {
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
}

/** Who may call a handler. */
export interface AccessRules {
  readonly openTo: 'everyone' | 'anonymous and authenticated' | 'authenticated';
  readonly requirement: AccessRequirement;
}

/**
 * Why a principal may not call, or undefined when it may. A missing role comes first: it cannot be mended, so nobody is sent for
 * scopes that would not help.
 */
export function objectionToAccess(
  principal: Principal,
  { scopes, roles }: AccessRequirement,
): Insufficient | Denied | undefined {
  const missingRoles = roles.filter((role) => !principal.roles.includes(role));
  if (missingRoles.length > 0) {
    return { ending: 'denied', reason: 'role_missing', principal, details: { missing: missingRoles } };
  }
  if (missingScopes(principal.scopes, scopes).length === 0) return undefined;
  return { ending: 'insufficient', principal, requiredScopes: scopes };
}
