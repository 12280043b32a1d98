import { isJsonObject } from '../../core/json-object.js';
import type { Actor, Principal } from '../../core/principal.js';
import { parseScope, unionOfScopes } from '../../core/scopes.js';
import { listOfStrings, numericDateOf, textOf } from './claim-values.js';

type Claims = Readonly<Record<string, unknown>>;

/** Longest delegation chain that is read; a longer one is cut at its inner end. */
const maxActors = 8;

/** Reads the principal out of claims that passed every check (RFC 9068 §2.2). */
export function principalFromClaims(claims: Claims): Principal {
  return Object.freeze({
    subject: textOf(claims['sub']) ?? '',
    issuer: textOf(claims['iss']) ?? '',
    clientId: textOf(claims['client_id']) ?? textOf(claims['azp']),
    scopes: Object.freeze(scopesOf(claims)),
    audience: Object.freeze(listOfStrings(claims['aud'])),
    expiresAt: numericDateOf(claims['exp']) ?? 0,
    claims: Object.freeze({ ...claims }),
    tenant: textOf(claims['tid']) ?? textOf(claims['tenant']),
    actor: Object.freeze(actorsOf(claims)),
  });
}

/** `scope` is a string (RFC 9068 §2.2.3); some issuers write `scp` or `scopes`, as a string or a list. */
function scopesOf(claims: Claims): readonly string[] {
  const value = claims['scope'] ?? claims['scp'] ?? claims['scopes'];
  return unionOfScopes(...listOfStrings(value).map(parseScope));
}

/** `act` claims, one inside the other (RFC 8693 §4.1). */
function actorsOf(claims: Claims): readonly Actor[] {
  const actors: Actor[] = [];
  let link: unknown = claims['act'];
  while (isJsonObject(link) && actors.length < maxActors) {
    const subject = textOf(link['sub']);
    if (subject !== undefined) actors.push(Object.freeze({ subject, issuer: textOf(link['iss']) }));
    link = link['act'];
  }
  return actors;
}
