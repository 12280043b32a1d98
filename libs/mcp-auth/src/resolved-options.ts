import type { AuthKind } from './composition/auth-kind.js';
import { ConfigurationError, type ConfigurationProblem } from './core/errors/configuration-error.js';
import { resolveBase, type BaseSettings } from './options/base.settings.js';
import { nodeEnvironment } from './options/env.js';
import { isProduction } from './options/production.js';
import type { McpAuthOptions, TransportChoice } from './mcp-auth.module-definition.js';
import { resolveServer, type ServerOption } from './transport/transport.settings.js';

/** What is fixed before options are known. */
export interface RegisteredStructure {
  readonly kind: AuthKind<never>;
  readonly path: string;
  readonly transport: TransportChoice;
}

/** Every option, read and checked. */
export interface ResolvedOptions {
  readonly base: BaseSettings;
  readonly server: ServerOption;
  /** Settings of the kind; only the kind knows their shape. */
  readonly auth: unknown;
}
export const ResolvedOptions = Symbol('ResolvedOptions');

/** Reads the options of one registration, or throws one error with every problem in it. */
export function resolveOptions(options: McpAuthOptions, structure: RegisteredStructure): ResolvedOptions {
  const { auth, server, transport = structure.transport, ...rest } = options;
  const base = resolveBase(rest);
  const serverOption = resolveServer(server);
  const kindProblems = structureProblems(options, transport, structure);
  if (kindProblems.length > 0) throw new ConfigurationError(kindProblems);
  const production = isProduction([options.resource, ...auth.kind.issuersOf(auth.options)], nodeEnvironment());
  const context = { resource: options.resource, production, optionPath: 'auth' };
  const authSettings = auth.kind.resolve(auth.options, context);
  if (base.ok && serverOption.ok && authSettings.ok) {
    return { base: base.settings, server: serverOption.settings, auth: authSettings.settings };
  }
  throw new ConfigurationError([base, serverOption, authSettings].flatMap((part) => (part.ok ? [] : part.problems)));
}

/** The asynchronous factory may not return another structure than the static one: the routes stand already. */
function structureProblems(
  { auth, resource }: McpAuthOptions,
  transport: TransportChoice,
  structure: RegisteredStructure,
): readonly ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  if (auth?.kind !== structure.kind) {
    const found = auth?.kind === undefined ? 'nothing' : `"${auth.kind.name}"`;
    const message = `forRootAsync was given "${structure.kind.name}" beside useFactory, which returned ${found}`;
    problems.push({ path: 'auth', message });
  }
  const path = URL.canParse(resource) ? new URL(resource).pathname.replace(/\/$/, '') : structure.path;
  if (path !== structure.path) {
    const message = `its path "${path}" differs from "${structure.path}", given beside useFactory (default "/mcp")`;
    problems.push({ path: 'resource', message });
  }
  if (transport !== structure.transport) {
    problems.push({ path: 'transport', message: `differs from "${structure.transport}", given beside useFactory` });
  }
  return problems;
}
