import type { JwtUnderCheck, Objection } from './jwt-rules.js';

const accessTokenTypes = ['at+jwt', 'application/at+jwt'];
const untypedTypes = [undefined, 'jwt', 'application/jwt'];

/** RFC 9068 §4 and RFC 8725 §3.11: the type says which kind of JWT this is; other kinds are never access tokens. */
export function checkTokenType({ jws, rules }: JwtUnderCheck): Objection {
  const type = jws.header.type?.toLowerCase();
  if (type !== undefined && accessTokenTypes.includes(type)) return undefined;
  if (rules.tokenType === 'access-token' && untypedTypes.includes(type)) return undefined;
  return { reason: 'token_type_not_accepted', details: { type: (type ?? 'none').slice(0, 32) } };
}
