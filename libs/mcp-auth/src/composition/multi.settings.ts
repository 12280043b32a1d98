import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import { quotedUrl } from '../core/quoted-url.js';
import { allResolved, type Resolution } from '../core/resolution.js';
import type { ResourcePublication } from '../core/resource-publication.js';
import { unionOfScopes } from '../core/scopes.js';
import type { AuthContext, AuthKind, AuthValue, TokenMarks } from './auth-kind.js';

/** One value of several, read, and which tokens are for it. */
export interface ReadPart {
  readonly kind: AuthKind<unknown>;
  readonly settings: unknown;
  readonly marks: TokenMarks;
}

/** Reads all values, or tells everything that is wrong with them, each under its place in the list. */
export function resolveParts(values: readonly AuthValue[], context: AuthContext): Resolution<readonly ReadPart[]> {
  const { optionPath } = context;
  const parts = values.map((value, index) => resolvePart(value, { ...context, optionPath: `${optionPath}.${index}` }));
  const read = allResolved(parts);
  if (!read.ok) return read;
  const settings = Object.values(read.settings);
  const problems = sharedMarks(settings, optionPath);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings };
}

function resolvePart({ kind, options }: AuthValue, context: AuthContext): Resolution<ReadPart> {
  const read = kind.resolve(options, context);
  if (!read.ok) return read;
  const marks = kind.marksOf?.(read.settings);
  if (marks !== undefined) return { ok: true, settings: { kind, settings: read.settings, marks } };
  return { ok: false, problems: [{ path: context.optionPath, message: `"${kind.name}" cannot stand beside others` }] };
}

/** Two verifiers for the same token: one of them would see what is none of its business. */
function sharedMarks(parts: readonly ReadPart[], optionPath: string): readonly ConfigurationProblem[] {
  const issuers = repeated(parts.map(({ marks }) => marks.issuers)).map((issuer) => `tokens of ${quotedUrl(issuer)}`);
  const prefixes = repeated(parts.map(({ marks }) => marks.prefixes)).map((prefix) =>
    prefix === '' ? 'opaque tokens, so give them prefixes' : `tokens that begin with "${prefix}"`,
  );
  return [...issuers, ...prefixes].map((what) => ({ path: optionPath, message: `has two verifiers for ${what}` }));
}

function repeated(lists: readonly (readonly string[])[]): readonly string[] {
  const all = lists.flatMap((list) => [...new Set(list)]);
  return [...new Set(all.filter((name, index) => all.indexOf(name) !== index))];
}

/** What clients are told: every authorization server, in the order of the values. */
export function publicationOf(parts: readonly ReadPart[]): ResourcePublication {
  const published = parts.flatMap(({ kind, settings }) => kind.publish?.(settings) ?? []);
  const servers = published.flatMap(({ authorizationServers }) => authorizationServers);
  const furtherScopes = unionOfScopes(...published.map(({ furtherScopes: own = [] }) => own));
  return {
    authorizationServers: [...new Set(servers)],
    resourceName: published.find(({ resourceName }) => resourceName !== undefined)?.resourceName,
    documentationUrl: published.find(({ documentationUrl }) => documentationUrl !== undefined)?.documentationUrl,
    rootAlias: published.some(({ rootAlias }) => rootAlias === 'on') ? 'on' : 'off',
    ...(furtherScopes.length > 0 && { furtherScopes }),
  };
}
