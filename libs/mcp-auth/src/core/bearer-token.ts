/** What the `Authorization` header fields of a request hold, before anything is verified. */
export type BearerCredential =
  | { readonly found: 'token'; readonly token: string }
  | { readonly found: 'nothing' }
  | { readonly found: 'malformed'; readonly reason: 'credential_malformed' | 'credential_repeated' | 'token_too_long' };

/** `b64token` of RFC 6750 §2.1. */
const b64token = /^[A-Za-z0-9\-._~+/]+=*$/;

/** Longest token that is looked at, in characters. Node itself answers 431 to headers of more than 16 KiB. */
export const maxTokenLength = 12_288;

/**
 * Reads the bearer token from the `Authorization` header fields (RFC 6750 §2.1). The scheme is compared without
 * regard to case (RFC 9110 §11.1); another scheme is no credential for us. A token in the query or body is never read.
 */
export function readBearerCredential(authorizationFields: readonly string[]): BearerCredential {
  const [field, ...others] = authorizationFields;
  if (field === undefined) return { found: 'nothing' };
  // Two fields: another component may have judged the first and we the second.
  if (others.length > 0) return { found: 'malformed', reason: 'credential_repeated' };
  if (!/^bearer(?:$| )/i.test(field)) return { found: 'nothing' };
  const token = field.slice('bearer '.length);
  if (token.length > maxTokenLength) return { found: 'malformed', reason: 'token_too_long' };
  if (!b64token.test(token)) return { found: 'malformed', reason: 'credential_malformed' };
  return { found: 'token', token };
}
