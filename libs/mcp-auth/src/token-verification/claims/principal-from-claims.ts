import { isJsonObject } from '../../core/json-object.js';
import type { Actor, Principal } from '../../core/principal.js';
import { parseScope, unionOfScopes } from '../../core/scopes.js';
import { claimAt, type ClaimPath } from './claim-path.js';
import { frozenThroughout } from './frozen-throughout.js';
import { listOfStrings, numericDateOf, textOf } from './claim-values.js';

type Claims = Readonly<Record<string, unknown>>;

/** Where an issuer writes what no standard fixes, or writes in its own way. */
export interface ClaimMapping {
  /** The first of these that is there holds the scopes. */
  readonly scopes: readonly ClaimPath[];
  /** What each of these holds counts as scopes besides. */
  readonly furtherScopes: readonly ClaimPath[];
  /** All of these together. */
  readonly roles: readonly ClaimPath[];
  /** `members` where roles are the names of an object's members; elsewhere such an object may mean anything. */
  readonly roleShape: 'list' | 'members';
  /** The first of these that is there. */
  readonly subject: readonly ClaimPath[];
  readonly clientId: readonly ClaimPath[];
  readonly tenant: readonly ClaimPath[];
  /** How a scope of a token is called in this service: a function of the application. */
  readonly scopeFromToken: (scope: string) => string;
}

/** `scope` is that of RFC 9068 §2.2.3; some issuers write `scp` or `scopes`, as a string or a list. */
export const usualClaims: ClaimMapping = {
  scopes: ['scope', 'scp', 'scopes'],
  furtherScopes: [],
  roles: ['roles'],
  roleShape: 'list',
  subject: ['sub'],
  clientId: ['client_id', 'azp'],
  tenant: ['tid', 'tenant'],
  scopeFromToken: (scope) => scope,
};

const nobody: readonly Actor[] = Object.freeze([]);

/** Longest delegation chain that is read; a longer one is cut at its inner end. */
const maxActors = 8;

/**
 * Reads the principal out of claims that passed every check (RFC 9068 §2.2).
 */
export function principalFromClaims(claims: Claims, mapping: ClaimMapping = usualClaims): Principal {
  return Object.freeze({
    subject: textOf(firstOf(claims, mapping.subject)) ?? '',
    issuer: textOf(claims['iss']) ?? '',
    clientId: textOf(firstOf(claims, mapping.clientId)),
    scopes: Object.freeze(scopesOf(claims, mapping)),
    roles: Object.freeze(rolesOf(claims, mapping)),
    audience: Object.freeze(listOfStrings(claims['aud'])),
    expiresAt: numericDateOf(claims['exp']) ?? 0,
    claims: frozenThroughout(claims),
    tenant: textOf(firstOf(claims, mapping.tenant)),
    actor: Object.freeze(actorsOf(claims)),
  });
}

function firstOf(claims: Claims, paths: readonly ClaimPath[]): unknown {
  for (const path of paths) {
    const value = claimAt(claims, path);
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

function rolesOf(claims: Claims, { roles, roleShape }: ClaimMapping): readonly string[] {
  const [only = ''] = roles;
  if (roles.length === 1) return rolesIn(claimAt(claims, only), roleShape);
  return [...new Set(roles.flatMap((path) => rolesIn(claimAt(claims, path), roleShape)))];
}

function rolesIn(value: unknown, shape: ClaimMapping['roleShape']): readonly string[] {
  return shape === 'members' && isJsonObject(value) ? Object.keys(value) : listOfStrings(value);
}

function scopesOf(claims: Claims, { scopes, furtherScopes, scopeFromToken }: ClaimMapping): readonly string[] {
  const first = scopesIn(firstOf(claims, scopes));
  const found =
    furtherScopes.length === 0
      ? first
      : unionOfScopes(first, ...furtherScopes.map((path) => scopesIn(claimAt(claims, path))));
  return scopeFromToken === usualClaims.scopeFromToken ? found : unionOfScopes(found.map(scopeFromToken));
}

function scopesIn(value: unknown): readonly string[] {
  return typeof value === 'string' ? parseScope(value) : unionOfScopes(...listOfStrings(value).map(parseScope));
}

/** `act` claims, one inside the other (RFC 8693 §4.1). */
function actorsOf(claims: Claims): readonly Actor[] {
  if (claims['act'] === undefined) return nobody;
  const actors: Actor[] = [];
  let link: unknown = claims['act'];
  while (isJsonObject(link) && actors.length < maxActors) {
    const subject = textOf(link['sub']);
    if (subject !== undefined) actors.push(Object.freeze({ subject, issuer: textOf(link['iss']) }));
    link = link['act'];
  }
  return actors;
}
