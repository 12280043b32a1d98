import { missingScopes } from '../../core/scopes.js';
import type { AuthorizationRequest } from '../model/authorization-request.js';
import type { Consent } from '../model/consent.js';

/**
 * Whether what a person agreed to before is enough for this request, so that nothing has to be agreed to once more. Pure.
 * @param remembered one per resource of the request; undefined where nothing was agreed to
 */
export function isCovered(
  { scopes, prompts }: Pick<AuthorizationRequest, 'scopes' | 'prompts'>,
  remembered: readonly (Consent | undefined)[],
): boolean {
  if (prompts.includes('consent')) return false;
  return remembered.every((consent) => consent !== undefined && missingScopes(consent.scopes, scopes).length === 0);
}
