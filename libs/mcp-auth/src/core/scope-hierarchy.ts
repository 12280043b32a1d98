import { missingScopes } from './scopes.js';

/**
 * Which scopes stand for others, by the scope that a token has. An entry of a list that ends in `*` means every scope that begins
 * so. What is implied may imply further scopes.
 *
 * @example { 'notes:write': ['notes:read'], admin: ['notes:*'] }
 */
export type ImpliedScopes = Readonly<Record<string, readonly string[]>>;

/** Tells what a principal has by its scopes, those included that they stand for. Pure. */
export class ScopeHierarchy {
  constructor(private readonly implied: ImpliedScopes = {}) {}

  /** Those of `required` that the granted ones neither are nor imply. */
  missing(granted: readonly string[], required: readonly string[]): readonly string[] {
    const missing = missingScopes(granted, required);
    if (missing.length === 0) return missing;
    const patterns = this.patternsOf(granted);
    return missing.filter((scope) => !patterns.some((pattern) => stands(pattern, scope)));
  }

  /** Everything that the scopes imply, in any number of steps. */
  private patternsOf(granted: readonly string[]): readonly string[] {
    const found = new Set(granted);
    // A set hands out what is added to it while it is walked.
    for (const pattern of found) for (const further of this.impliedBy(pattern)) found.add(further);
    return [...found].slice(granted.length);
  }

  private impliedBy(pattern: string): readonly string[] {
    return Object.keys(this.implied)
      .filter((scope) => stands(pattern, scope))
      .flatMap((scope) => this.implied[scope] ?? []);
  }
}

function stands(pattern: string, scope: string): boolean {
  return pattern === scope || (pattern.endsWith('*') && scope.startsWith(pattern.slice(0, -1)));
}
