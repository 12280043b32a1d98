import type { AuthContext } from '../composition/auth-kind.js';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import { isJsonObject } from '../core/json-object.js';
import type { Resolution } from '../core/resolution.js';
import { readOptions, variableOf } from '../options/read-options.js';
import { describedPrincipal } from './claims/described-caller.js';
import { staticTokenDigest } from './static-token-digest.js';
import type { StaticTokensOptions } from './static-tokens.options.js';
import { staticTokensTable } from './static-tokens.table.js';
import type { KnownToken } from './verifiers/static-token.verifier.js';

/** Settings of `staticTokens`, read and complete. No token stands in them, only digests. */
export interface StaticTokensSettings {
  readonly prefix: string;
  readonly tokens: readonly KnownToken[];
}

/** Reads the options, or tells everything that is wrong with them. */
export function resolveStaticTokens(
  options: StaticTokensOptions,
  context: AuthContext,
): Resolution<StaticTokensSettings> {
  const read = readOptions(staticTokensTable, options, context.optionPath, plainTokenProblems(options, context));
  if (!read.ok) return read;
  const { prefix, issuer, tokens } = read.settings;
  const audience = context.audience ?? [context.resource ?? []].flat();
  const known = tokens.map(({ owner, expiresAt, ...entry }) => ({
    digest: staticTokenDigest(entry),
    principal: describedPrincipal(entry, { issuer, audience, owner, expiresAtSeconds: secondsOf(expiresAt) }),
  }));
  return { ok: true, settings: { prefix, tokens: known } };
}

/** ISO 8601 reads a date alone as UTC. */
function secondsOf(expiresAt: string | number | undefined): number | undefined {
  return typeof expiresAt === 'string' ? Math.floor(Date.parse(expiresAt) / 1000) : expiresAt;
}

/** The options are not read yet, so every value may be anything. */
function plainTokenProblems(
  { tokens, prefix }: StaticTokensOptions,
  { production, optionPath }: AuthContext,
): readonly ConfigurationProblem[] {
  const entries: readonly unknown[] = Array.isArray(tokens) ? tokens : [];
  const variable = variableOf(staticTokensTable, ['tokens']);
  return entries.flatMap((entry, index) => {
    const token = isJsonObject(entry) ? entry['token'] : undefined;
    if (typeof token !== 'string') return [];
    const problem = { path: `${optionPath}.tokens.${index}.token`, ...(variable !== undefined && { variable }) };
    const strays = typeof prefix === 'string' && !token.startsWith(prefix);
    return [
      ...(production ? [{ ...problem, message: inProduction }] : []),
      ...(strays ? [{ ...problem, message: 'must begin with `prefix`, or it never reaches this verifier' }] : []),
    ];
  });
}

const inProduction =
  'must not stand in the options in production; give its digest as `sha256` (npx nestjs-mcp-auth tokens hash)';
