import { maxTokenLength, readBearerCredential, type BearerCredential } from '../core/bearer-token.js';

/** Parts of base64url, padded by those who do not know better, and dots between them. */
const assertionPattern = /^[A-Za-z0-9_.=-]+$/;

/**
 * Reads the assertion from the fields of its header. In a header of its own it has no scheme in front, in `Authorization` it stands
 * behind `Bearer`.
 * @param values of all fields with that name
 */
export function readAssertion(header: string, values: readonly string[]): BearerCredential {
  // Somebody on the way may have made one field of two, one of which is not the gateway's (RFC 9110 §5.3).
  if (values.some((value) => value.includes(','))) return { found: 'malformed', reason: 'credential_repeated' };
  if (header === 'authorization') return readBearerCredential(values);
  const [value, ...others] = values;
  if (value === undefined) return { found: 'nothing' };
  if (others.length > 0) return { found: 'malformed', reason: 'credential_repeated' };
  if (value.length > maxTokenLength) return { found: 'malformed', reason: 'token_too_long' };
  if (!assertionPattern.test(value)) return { found: 'malformed', reason: 'credential_malformed' };
  return { found: 'token', token: value };
}
