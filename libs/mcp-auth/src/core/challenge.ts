/** Parameters of a `WWW-Authenticate: Bearer` challenge (RFC 6750 §3, RFC 9728 §5.1). */
export interface Challenge {
  /** Absent when the request brought no credential (RFC 6750 §3.1). */
  readonly error?: string;
  readonly errorDescription?: string;
  readonly scopes: readonly string[];
  /** Absolute URL of the protected-resource metadata; absent where none is published. */
  readonly resourceMetadataUrl?: string;
}

/**
 * Writes the challenge. Real clients find its parameters with regular expressions, so it is the only one in the header,
 * starts with a capital `Bearer`, and its values never need escapes.
 */
export function renderChallenge({ error, errorDescription, scopes, resourceMetadataUrl }: Challenge): string {
  const parameters = [
    parameter('error', error),
    parameter('error_description', errorDescription),
    parameter('scope', scopes.join(' ')),
    parameter('resource_metadata', resourceMetadataUrl),
  ].filter((text) => text !== undefined);
  // RFC 9110 §11.6.1: a challenge without a token68 has at least one parameter.
  return `Bearer ${(parameters.length > 0 ? parameters : ['realm="mcp"']).join(', ')}`;
}

function parameter(name: string, value: string | undefined): string | undefined {
  return value ? `${name}="${headerText(value)}"` : undefined;
}

/** RFC 6750 §3: visible ASCII and space, no quote, no backslash; hence no header can be injected. */
function headerText(value: string): string {
  return value.replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, '?');
}
