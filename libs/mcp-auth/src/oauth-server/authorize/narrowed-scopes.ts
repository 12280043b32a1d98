import { unionOfScopes } from '../../core/scopes.js';
import type { ServedResource } from '../../core/served-resources.js';

/**
 * What remains of the scopes that a client asks for: those that the resources know and the client may have. Who names none that is known
 * gets what is offered for a first login: clients ask for `openid` and the like by habit.
 */
export function narrowedScopes(
  asked: readonly string[] | undefined,
  resources: readonly ServedResource[],
  allowed: readonly string[] | undefined,
): readonly string[] {
  const known = unionOfScopes(...resources.map(({ scopes }) => scopes));
  const named = (asked ?? []).filter((scope) => known.includes(scope));
  const wanted = named.length > 0 ? named : unionOfScopes(...resources.map(({ offered }) => offered));
  return allowed === undefined ? wanted : wanted.filter((scope) => allowed.includes(scope));
}
