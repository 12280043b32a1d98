import type { AuthKind, AuthValue } from './composition/auth-kind.js';
import { ConfigurationError, type ConfigurationProblem } from './core/errors/configuration-error.js';
import type { Resolution } from './core/resolution.js';
import { pathOfResource, resolveBase, type BaseSettings } from './options/base.settings.js';
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
export function resolveOptions(options: McpAuthOptions | undefined, structure: RegisteredStructure): ResolvedOptions {
  const { auth, server, transport = structure.transport, ...rest } = options ?? ({} as McpAuthOptions);
  const base = resolveBase(rest);
  const serverOption = resolveServer(server);
  const authSettings = resolveAuth(auth, rest.resource, structure);
  const structural = [...pathProblems(rest.resource, structure), ...transportProblems(transport, structure)];
  if (base.ok && serverOption.ok && authSettings.ok && structural.length === 0) {
    return { base: base.settings, server: serverOption.settings, auth: authSettings.settings };
  }
  const problems = [base, serverOption, authSettings].flatMap((part) => (part.ok ? [] : part.problems));
  throw new ConfigurationError([...problems, ...structural]);
}

/** The asynchronous factory may not return another structure than the static one: the routes stand already. */
function resolveAuth(
  auth: AuthValue | undefined,
  resource: string,
  { kind }: RegisteredStructure,
): Resolution<unknown> {
  if (auth?.kind !== kind || auth === undefined) {
    const found = auth?.kind === undefined ? 'nothing' : `"${auth.kind.name}"`;
    const message = `forRootAsync was given "${kind.name}" beside useFactory, which returned ${found}`;
    return { ok: false, problems: [{ path: 'auth', message }] };
  }
  if (typeof auth === 'function') {
    return { ok: false, problems: [{ path: 'auth', message: 'is the factory itself; call it with its options' }] };
  }
  const production = isProduction([resource, ...auth.kind.issuersOf(auth.options)], nodeEnvironment());
  return auth.kind.resolve(auth.options, { resource, production, optionPath: 'auth' });
}

function pathProblems(resource: string, structure: RegisteredStructure): readonly ConfigurationProblem[] {
  const path = pathOfResource(resource);
  if (path === '' || path === structure.path) return [];
  const message = `its path "${path}" differs from "${structure.path}", given beside useFactory (default "/mcp")`;
  return [{ path: 'resource', message }];
}

function transportProblems(transport: unknown, structure: RegisteredStructure): readonly ConfigurationProblem[] {
  if (transport !== 'streamable-http' && transport !== 'none') {
    return [{ path: 'transport', message: `must be "streamable-http" or "none", not "${String(transport)}"` }];
  }
  if (transport === structure.transport) return [];
  return [{ path: 'transport', message: `differs from "${structure.transport}", given beside useFactory` }];
}
