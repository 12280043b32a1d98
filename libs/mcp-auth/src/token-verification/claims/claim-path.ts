import { isJsonObject } from '../../core/json-object.js';

/**
 * Where a claim stands: the name of a claim, or a dotted path into nested objects (`realm_access.roles`) where no claim has that
 * whole name. A list is taken name by name, for names with dots inside.
 */
export type ClaimPath = string | readonly string[];

/** The value at a path; only what the token itself has counts, nothing that every object inherits. */
export function claimAt(claims: Readonly<Record<string, unknown>>, path: ClaimPath): unknown {
  if (typeof path !== 'string') return walk(claims, path);
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.includes('.') ? walk(claims, path.split('.')) : undefined;
}

function walk(claims: Readonly<Record<string, unknown>>, names: readonly string[]): unknown {
  let value: unknown = claims;
  for (const name of names) {
    if (!isJsonObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}
