import type { CompactJws } from '../verifiers/compact-jws.js';
import type { JwtUnderCheck, Objection } from './jwt-rules.js';

const accessTokenTypes = ['at+jwt', 'application/at+jwt'];
const untypedTypes = [undefined, 'jwt', 'application/jwt'];

/** Whether the issuer says that this is an access token (RFC 9068 §2.1). */
export function saysAccessToken({ header }: Pick<CompactJws, 'header'>): boolean {
  return header.type !== undefined && accessTokenTypes.includes(header.type.toLowerCase());
}

/** RFC 9068 §4 and RFC 8725 §3.11: the type says which kind of JWT this is; other kinds are never access tokens. */
export function checkTokenType({ jws, rules }: JwtUnderCheck): Objection {
  const type = jws.header.type?.toLowerCase();
  if (saysAccessToken(jws)) return undefined;
  if (rules.tokenType === 'access-token' && untypedTypes.includes(type)) return undefined;
  return { reason: 'token_type_not_accepted', details: { type: (type ?? 'none').slice(0, 32) } };
}
