import type { AuthKind, AuthValue } from './composition/auth-kind.js';
import type { SaidOptions } from './composition/environment-form.js';
import { ConfigurationError, type ConfigurationProblem } from './core/errors/configuration-error.js';
import type { McpAuthEnvironmentOptions, McpAuthOptions } from './mcp-auth.module-definition.js';
import { baseTable, type BaseOptions } from './options/base.settings.js';
import { processEnvironment, type Environment } from './options/env.js';
import { misspeltVariables } from './options/misspelt-variables.js';
import type { OptionTable } from './options/option-row.js';
import { readVariables } from './options/read-variables.js';
import { providerKinds } from './provider-kinds.js';
import type { GivenOptions } from './resolved-options.js';

type Kind = AuthKind<unknown>;

/** Options as the environment says them, and what is wrong with its variables. */
export interface EnvironmentOptions extends GivenOptions {
  readonly options: McpAuthEnvironmentOptions & { readonly auth: AuthValue };
}

/**
 * Reads the options that code does not give from the environment.
 * @param given options of code; they win over variables
 * @throws ConfigurationError where the environment names no kind, or none that exists
 */
export function readEnvironment(environment: Environment, given: McpAuthEnvironmentOptions = {}): EnvironmentOptions {
  const kinds = providerKinds as readonly Kind[];
  const misspelt = misspeltVariables([baseTable, ...kinds.flatMap(tablesOf)], environment);
  const kind = namedKind(kinds, environment, misspelt);
  const problems = [...misspelt];
  const said: SaidOptions = (table) => {
    const { values, problems: faults } = readVariables(table, environment);
    problems.push(...faults);
    return values;
  };
  const resource = fastMcpResource(kind, environment);
  const own: Partial<BaseOptions> = said(baseTable);
  // What code leaves undefined says nothing; it must not take a requirement of the environment away.
  const scopes = { ...own.scopes, ...present(given.scopes ?? {}) };
  const base = { ...(resource !== undefined && { resource }), ...own, ...present(given), scopes };
  return { options: { ...base, auth: { kind, options: kind.environment?.optionsFrom(said) } }, problems };
}

/**
 * Options of `forRootAsync`, read from the environment at once; for a namespace of ConfigModule.
 * @throws ConfigurationError with every variable that is wrong
 *
 * @example
 * export const mcpAuth = registerAs('mcpAuth', () => optionsFromEnvironment());
 * McpAuthModule.forRootAsync({ auth: jwtVerifier, ...mcpAuth.asProvider() });
 */
export function optionsFromEnvironment(): McpAuthOptions {
  const { options, problems } = readEnvironment(processEnvironment);
  if (problems.length > 0) throw new ConfigurationError(problems);
  // A resource that is missing is told at start, with everything else.
  return options as McpAuthOptions;
}

function tablesOf({ environment }: Kind): readonly OptionTable[] {
  return environment?.tables ?? [];
}

function namedKind(kinds: readonly Kind[], environment: Environment, misspelt: readonly ConfigurationProblem[]): Kind {
  const own = environment.read('MCP_AUTH');
  const fastMcp = environment.read('FASTMCP_SERVER_AUTH');
  const kind =
    own === undefined ? kinds.find((one) => isFastMcp(one, fastMcp)) : kinds.find(({ name }) => name === own);
  if (kind !== undefined) return kind;
  const names = kinds.map(({ name }) => `"${name}"`).join(', ');
  const problem =
    own === undefined && fastMcp === undefined
      ? `is missing: give it a value such as jwtVerifier({ ... }), or set MCP_AUTH to one of ${names}`
      : `there is no kind "${own ?? fastMcp}"; known are ${names}`;
  throw new ConfigurationError([{ path: 'auth', message: problem, variable: 'MCP_AUTH' }, ...misspelt]);
}

/** FastMCP takes a short name, or the path of a Python class. */
function isFastMcp({ environment }: Kind, named: string | undefined): boolean {
  const name = named?.split('.').at(-1)?.toLowerCase();
  return name !== undefined && (environment?.fastMcpNames ?? []).includes(name);
}

/** FastMCP names the origin of the server, and serves MCP at `/mcp` under it. */
function fastMcpResource(kind: Kind, environment: Environment): string | undefined {
  const prefix = tablesOf(kind).find(({ fastMcpPrefix }) => fastMcpPrefix !== undefined)?.fastMcpPrefix;
  const base = prefix === undefined ? undefined : environment.read(`${prefix}_BASE_URL`);
  return base === undefined ? undefined : `${base.replace(/\/$/, '')}/mcp`;
}

/** The members that have a value. */
function present<Members extends object>(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Members;
}
