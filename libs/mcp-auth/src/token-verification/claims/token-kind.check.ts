import type { JwtUnderCheck, Objection } from './jwt-rules.js';

/** Claims of ID tokens (OpenID Connect Core §2, §3.3.2.11) and logout tokens, which access tokens never carry. */
const foreignClaims = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events'];
/** How some issuers name the other kinds: Cognito in `token_use`, Keycloak in a claim called `typ`. */
const foreignKinds = ['id', 'refresh', 'offline', 'logout'];

/** RFC 9068 §5: where an issuer gives no type, an ID token still betrays itself by its claims. */
export function checkTokenKind({ jws: { claims } }: JwtUnderCheck): Objection {
  const foreign = foreignClaims.find((name) => Object.hasOwn(claims, name));
  if (foreign !== undefined) return { reason: 'token_type_not_accepted', details: { claim: foreign } };
  const kind = [claims['token_use'], claims['typ']].find(isForeignKind);
  return kind === undefined ? undefined : { reason: 'token_type_not_accepted', details: { kind } };
}

function isForeignKind(value: unknown): value is string {
  return typeof value === 'string' && foreignKinds.includes(value.toLowerCase());
}
