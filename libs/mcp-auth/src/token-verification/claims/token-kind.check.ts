import type { JwtUnderCheck, Objection } from './jwt-rules.js';
import { saysAccessToken } from './token-type.check.js';

/** Claims of ID tokens (OpenID Connect Core §2, §3.3.2.11) and logout tokens, which access tokens never carry. */
const foreignClaims = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events'];
/** How some issuers name the other kinds: Cognito in `token_use`, Keycloak in a claim called `typ`. */
const foreignKinds = ['id', 'refresh', 'offline', 'logout'];

/** RFC 9068 §5: where an issuer gives no type, tokens of other kinds still betray themselves by their claims; most, not all. */
export function checkTokenKind({ jws }: JwtUnderCheck): Objection {
  const { claims } = jws;
  const foreign = foreignClaims.find((name) => Object.hasOwn(claims, name));
  if (foreign !== undefined) return { reason: 'token_type_not_accepted', details: { claim: foreign } };
  const kind = [claims['token_use'], claims['typ']].find(isForeignKind);
  if (kind !== undefined) return { reason: 'token_type_not_accepted', details: { kind } };
  // RFC 7523 §3: who issues a token about itself authenticates a client with it. An issuer of access tokens may be called too.
  const isAboutItsIssuer = claims['sub'] !== undefined && claims['sub'] === claims['iss'];
  if (!isAboutItsIssuer || saysAccessToken(jws)) return undefined;
  return { reason: 'token_type_not_accepted', details: { kind: 'client assertion' } };
}

function isForeignKind(value: unknown): value is string {
  return typeof value === 'string' && foreignKinds.includes(value.toLowerCase());
}
