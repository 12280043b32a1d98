import { OAuthError } from '../../core/errors/oauth-error.js';
import { comparableResource } from '../../core/resource-identifier.js';
import type { ServedResource } from '../../core/served-resources.js';

/**
 * The resources that a request names, of those that are served; without a name, the first one (RFC 8707 §2).
 * @throws OAuthError for a name that is malformed, or that nobody here serves
 */
export function askedResources(names: readonly string[], served: readonly ServedResource[]): readonly ServedResource[] {
  if (names.length === 0) return served.slice(0, 1);
  const asked = names.map((name) => {
    const comparable = comparableResource(name);
    if (comparable === undefined) throw new OAuthError('resource_malformed', { resource: name.slice(0, 256) });
    const found = served.find(({ identifier }) => comparableResource(identifier) === comparable);
    if (found === undefined) throw new OAuthError('resource_not_served', { resource: name.slice(0, 256) });
    return found;
  });
  return [...new Set(asked)];
}
