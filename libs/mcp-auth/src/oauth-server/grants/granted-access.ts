import { OAuthError } from '../../core/errors/oauth-error.js';
import { comparableResource } from '../../core/resource-identifier.js';
import { missingScopes } from '../../core/scopes.js';
import type { ServedResource } from '../../core/served-resources.js';
import type { TokenRequest } from '../requests/token.request.js';

/** What was granted, of which a token may carry all or less. */
export interface GrantedAccess {
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
}

/** What one access token is for. */
export interface TokenAccess {
  readonly resource: string;
  readonly scopes: readonly string[];
}

/**
 * Narrows what was granted to what a token request asks for: one resource, and scopes of it (RFC 8707 §2.2, RFC 6749 §6).
 * @throws OAuthError where it asks for more than was granted
 */
export function narrowedAccess(
  { resources: names, scopes: asked }: Pick<TokenRequest, 'resources' | 'scopes'>,
  granted: GrantedAccess,
  served: readonly ServedResource[],
): TokenAccess {
  const resource = oneOf(names, granted.resources);
  const still = served.find(({ identifier }) => identifier === resource);
  // The grant is older than the configuration: no token request can mend that.
  if (still === undefined) throw new OAuthError('grant_revoked', { resource });
  const tooWide = missingScopes(granted.scopes, asked ?? []);
  if (tooWide.length > 0) throw new OAuthError('scope_not_granted', { scopes: tooWide });
  const scopes = (asked ?? granted.scopes).filter((scope) => still.scopes.includes(scope));
  return { resource, scopes };
}

function oneOf(names: readonly string[], granted: readonly string[]): string {
  const [name, ...others] = [...new Set(names.map(comparableResource))];
  const found = names.length === 0 ? granted[0] : granted.find((resource) => name === comparableResource(resource));
  // A token has one audience.
  if (found === undefined || others.length > 0) throw new OAuthError('resource_not_granted');
  return found;
}
