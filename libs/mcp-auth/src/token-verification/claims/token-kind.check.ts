import type { ClaimsUnderCheck, JwtUnderCheck, Objection } from './jwt-rules.js';
import { saysAccessToken } from './token-type.check.js';

/** Claims of ID tokens (OpenID Connect Core §2, §3.3.2.11) and logout tokens, which access tokens never carry. */
const foreignClaims = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events'];
/** How some issuers name the other kinds: Cognito in `token_use`, Keycloak in a claim called `typ`, others in `token_type`. */
const foreignKinds = ['id', 'id_token', 'refresh', 'refresh_token', 'offline', 'logout'];

/** RFC 9068 §5: where an issuer gives no type, tokens of other kinds still betray themselves by their claims; most, not all. */
export function checkTokenKind({ jws, claims }: JwtUnderCheck): Objection {
  const foreign = foreignClaims.find((name) => Object.hasOwn(claims, name));
  if (foreign !== undefined) return { reason: 'token_type_not_accepted', details: { claim: foreign } };
  const kind = checkNamedKind({ claims });
  if (kind !== undefined) return kind;
  // RFC 7523 §3: who issues a token about itself authenticates a client with it. An issuer of access tokens may be called too.
  const isAboutItsIssuer = claims['sub'] !== undefined && claims['sub'] === claims['iss'];
  if (!isAboutItsIssuer || saysAccessToken(jws)) return undefined;
  return { reason: 'token_type_not_accepted', details: { kind: 'client assertion' } };
}

/** Tokens that their issuer calls something else than an access token. */
export function checkNamedKind({ claims }: Pick<ClaimsUnderCheck, 'claims'>): Objection {
  const kind = [claims['token_use'], claims['typ'], claims['token_type']].find(isForeignKind);
  return kind === undefined ? undefined : { reason: 'token_type_not_accepted', details: { kind } };
}

function isForeignKind(value: unknown): value is string {
  return typeof value === 'string' && foreignKinds.includes(value.toLowerCase());
}
