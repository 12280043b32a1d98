/** `scope-token` of RFC 6749 §3.3: visible ASCII without quote and backslash. */
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** Whether the text is one well-formed scope (RFC 6749 §3.3). */
export function isScopeToken(text: string): boolean {
  return scopeToken.test(text);
}

/** Splits a space-separated scope string (RFC 6749 §3.3); malformed tokens are dropped, repetitions too. */
export function parseScope(text: string): readonly string[] {
  return withoutRepetition(text.split(' ').filter(isScopeToken));
}

/** All scopes of all lists, each once, in the order of their first appearance. */
export function unionOfScopes(...lists: readonly (readonly string[])[]): readonly string[] {
  return withoutRepetition(lists.flat());
}

/** Those of `required` that `granted` does not contain. */
export function missingScopes(granted: readonly string[], required: readonly string[]): readonly string[] {
  return required.filter((scope) => !granted.includes(scope));
}

function withoutRepetition(scopes: readonly string[]): readonly string[] {
  const found = new Set(scopes);
  return found.size === scopes.length ? scopes : [...found];
}
