import { resolveAccess, type AccessSettings } from './access-control/access.settings.js';
import { noIssuerRoutes, type AuthContext, type AuthValue, type IssuerRoutes } from './composition/auth-kind.js';
import { ConfigurationError, type ConfigurationProblem } from './core/errors/configuration-error.js';
import { allResolved, type Resolution } from './core/resolution.js';
import { resolveLimits, type LimitsSettings } from './options/limits.settings.js';
import { resolveAudit, type AuditSettings } from './options/audit.settings.js';
import { resolveBase, type BaseSettings } from './options/base.settings.js';
import { nodeEnvironment } from './options/env.js';
import { resolveOutbound, type OutboundSettings } from './options/outbound.settings.js';
import { isProduction } from './options/production.js';
import type { McpAuthEnvironmentOptions, McpAuthOptions } from './mcp-auth.module-definition.js';
import {
  otherChoice,
  otherIssuerRoutes,
  otherKind,
  otherPath,
  type RegisteredStructure,
} from './registered-structure.js';
import {
  resolveChanges,
  resolveServer,
  type ServerOption,
  type TransportSettings,
} from './transport/transport.settings.js';

/** Every option, read and checked. */
export interface ResolvedOptions {
  readonly base: BaseSettings;
  readonly server: ServerOption;
  readonly changes: TransportSettings['changes'];
  readonly access: AccessSettings;
  readonly audit: Omit<AuditSettings, 'trustedProxies' | 'resource'>;
  readonly limits: LimitsSettings;
  readonly outbound: OutboundSettings;
  readonly auth: ResolvedAuth;
}
export const ResolvedOptions = Symbol('ResolvedOptions');

/** The kind, with its settings, whose shape only the kind knows. */
export interface ResolvedAuth {
  readonly value: AuthValue;
  readonly settings: unknown;
}

/** Options of a registration; what the environment says may lack a resource, and may have faults of its own. */
export interface GivenOptions {
  readonly options: McpAuthOptions | (McpAuthEnvironmentOptions & { readonly auth: AuthValue }) | undefined;
  readonly problems: readonly ConfigurationProblem[];
}

/** Reads the options of one registration, or throws one error with every problem in it. */
export function resolveOptions(given: GivenOptions, structure: RegisteredStructure): ResolvedOptions {
  const {
    auth,
    server,
    changes,
    access,
    audit,
    limits,
    outbound,
    transport = structure.transport,
    guard = structure.guard,
    ...rest
  } = given.options ?? ({} as McpAuthOptions);
  const reach = resolveOutbound(outbound);
  const read = allResolved<ResolvedOptions>({
    base: resolveBase(rest),
    server: resolveServer(server),
    changes: resolveChanges(changes),
    access: resolveAccess(access),
    audit: resolveAudit(audit),
    limits: resolveLimits(limits),
    outbound: reach,
    auth: resolveAuth(auth, { resource: rest.resource, insecureHosts: insecureHostsOf(reach) }, structure),
  });
  const structural = [
    ...given.problems,
    ...missingResource(rest.resource, auth),
    ...otherPath(rest.resource, structure),
    ...(auth?.kind === structure.kind ? otherIssuerRoutes(issuerRoutesOf(auth), structure) : []),
    ...otherChoice('transport', transport, ['streamable-http', 'none'], structure.transport),
    ...otherChoice('guard', guard, ['endpoint', 'application'], structure.guard),
  ];
  if (read.ok && structural.length === 0) return read.settings;
  throw new ConfigurationError([...(read.ok ? [] : read.problems), ...structural]);
}

function resolveAuth(
  auth: AuthValue | undefined,
  context: Pick<AuthContext, 'resource' | 'insecureHosts'>,
  structure: RegisteredStructure,
): Resolution<ResolvedAuth> {
  if (auth?.kind !== structure.kind || auth === undefined) {
    return { ok: false, problems: [otherKind(auth?.kind, structure)] };
  }
  if (typeof auth === 'function') {
    return { ok: false, problems: [{ path: 'auth', message: 'is the factory itself; call it with its options' }] };
  }
  return resolveAuthValue(auth, { ...context, optionPath: 'auth' });
}

function insecureHostsOf(reach: Resolution<OutboundSettings>): readonly string[] {
  return reach.ok ? reach.settings.insecureHosts : [];
}

/** Where the routes of the value's own authorization server are. */
export function issuerRoutesOf({ kind, options }: AuthValue): IssuerRoutes {
  return kind.issuerRoutesOf?.(options) ?? noIssuerRoutes;
}

/** Reads an `auth:` value for a resource. */
export function resolveAuthValue(value: AuthValue, context: Omit<AuthContext, 'production'>): Resolution<ResolvedAuth> {
  const { kind, options } = value;
  const production = isProduction([context.resource, ...kind.issuersOf(options)], nodeEnvironment());
  const resolution = kind.resolve(options, { ...context, production });
  return resolution.ok ? { ok: true, settings: { value, settings: resolution.settings } } : resolution;
}

/** A verifier that knows its audience can do without; whoever publishes metadata cannot. */
function missingResource(resource: string | undefined, auth: AuthValue | undefined): readonly ConfigurationProblem[] {
  if (resource !== undefined || auth?.kind?.namesAudience?.(auth.options) === true) return [];
  const message = 'is missing; it is the public URL of the MCP endpoint, such as "https://api.example.com/mcp"';
  return [{ path: 'resource', message, variable: 'MCP_AUTH_RESOURCE' }];
}
