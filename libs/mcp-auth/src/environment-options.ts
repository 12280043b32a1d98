import type { AuthKind, AuthValue } from './composition/auth-kind.js';
import type { SaidOptions } from './composition/environment-form.js';
import { ConfigurationError, type ConfigurationProblem } from './core/errors/configuration-error.js';
import type { McpAuthEnvironmentOptions, McpAuthOptions } from './mcp-auth.module-definition.js';
import { baseTable, type BaseOptions } from './options/base.settings.js';
import { processEnvironment, type Environment } from './options/env.js';
import { misspeltVariables } from './options/misspelt-variables.js';
import { outboundTable, type OutboundOptions } from './options/outbound.settings.js';
import { readVariables } from './options/read-variables.js';
import { providerKinds, type EnvironmentKind } from './provider-kinds.js';
import type { GivenOptions } from './resolved-options.js';

/** Options as the environment says them, and what is wrong with its variables. */
export interface EnvironmentOptions extends GivenOptions {
  readonly options: McpAuthEnvironmentOptions & { readonly auth: AuthValue };
}

/**
 * Reads the options that code does not give from the environment.
 * @param given options of code; they win over variables
 * @throws ConfigurationError where the environment names no kind, or none that exists
 */
export async function readEnvironment(
  environment: Environment,
  given: McpAuthEnvironmentOptions = {},
): Promise<EnvironmentOptions> {
  const misspelt = misspeltVariables(
    [baseTable, outboundTable, ...providerKinds.flatMap(({ form }) => form.tables)],
    environment,
  );
  const named = namedKind(environment, misspelt);
  const problems = [...misspelt];
  const said: SaidOptions = (table) => {
    const { values, problems: faults } = readVariables(table, environment);
    problems.push(...faults);
    return values;
  };
  const resource = fastMcpResource(named, environment);
  const own: Partial<BaseOptions> = said(baseTable);
  // What code leaves undefined says nothing; it must not take a requirement of the environment away.
  const scopes = { ...own.scopes, ...present(given.scopes ?? {}) };
  const outbound: OutboundOptions = { ...said(outboundTable), ...present(given.outbound ?? {}) };
  const base = { ...(resource !== undefined && { resource }), ...own, ...present(given), scopes, outbound };
  // Whatever the environment says is checked when the options are resolved.
  const kind = (await named.load()) as AuthKind<unknown>;
  return { options: { ...base, auth: { kind, options: named.form.optionsFrom(said) } }, problems };
}

/**
 * Options of `forRootAsync`, read from the environment as it is now; for a namespace of ConfigModule.
 * @throws ConfigurationError with every variable that is wrong
 *
 * @example
 * export const mcpAuth = registerAs('mcpAuth', () => optionsFromEnvironment());
 * McpAuthModule.forRootAsync({ auth: jwtVerifier, ...mcpAuth.asProvider() });
 */
export async function optionsFromEnvironment(): Promise<McpAuthOptions> {
  const { options, problems } = await readEnvironment(processEnvironment);
  if (problems.length > 0) throw new ConfigurationError(problems);
  // A resource that is missing is told at start, with everything else.
  return options as McpAuthOptions;
}

function namedKind(environment: Environment, misspelt: readonly ConfigurationProblem[]): EnvironmentKind {
  const own = environment.read('MCP_AUTH');
  const fastMcp = environment.read('FASTMCP_SERVER_AUTH');
  const kind =
    own === undefined
      ? providerKinds.find((one) => isFastMcp(one, fastMcp))
      : providerKinds.find(({ name }) => name === own);
  if (kind !== undefined) return kind;
  const names = providerKinds.map(({ name }) => `"${name}"`).join(', ');
  const problem =
    own === undefined && fastMcp === undefined
      ? `is missing: give it a value such as jwtVerifier({ ... }), or set MCP_AUTH to one of ${names}`
      : `there is no kind "${own ?? fastMcp}"; known are ${names}`;
  throw new ConfigurationError([{ path: 'auth', message: problem, variable: 'MCP_AUTH' }, ...misspelt]);
}

/** FastMCP takes a short name, or the path of a Python class. */
function isFastMcp({ form }: EnvironmentKind, named: string | undefined): boolean {
  const name = named?.split('.').at(-1)?.toLowerCase();
  return name !== undefined && (form.fastMcpNames ?? []).includes(name);
}

/** FastMCP names the origin of the server, and serves MCP at `/mcp` under it. */
function fastMcpResource({ form }: EnvironmentKind, environment: Environment): string | undefined {
  const prefix = form.tables.find(({ fastMcpPrefix }) => fastMcpPrefix !== undefined)?.fastMcpPrefix;
  const base = prefix === undefined ? undefined : environment.read(`${prefix}_BASE_URL`);
  return base === undefined ? undefined : `${base.replace(/\/$/, '')}/mcp`;
}

/** The members that have a value. */
function present<Members extends object>(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Members;
}
