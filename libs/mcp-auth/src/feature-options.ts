import { resolveAccess, type AccessOptions } from './access-control/access.settings.js';
import { ConfigurationError, type ConfigurationProblem } from './core/errors/configuration-error.js';
import { allResolved, type Resolution } from './core/resolution.js';
import type { TransportChoice } from './mcp-auth.module-definition.js';
import { resolveBase, type BaseOptions } from './options/base.settings.js';
import { resolveAuthValue, type ResolvedAuth, type ResolvedOptions } from './resolved-options.js';
import {
  resolveChanges,
  resolveServer,
  type ServerOption,
  type TransportSettings,
} from './transport/transport.settings.js';

/** What `forFeature` takes. What is not said here is as in `forRoot`, save for scopes, which are this resource's own. */
export interface McpAuthFeatureOptions extends BaseOptions {
  /** `aud` of tokens for this resource, one of several. Default: the resource itself. */
  readonly audience?: string | readonly string[];
  /** Who the server is, or a factory that returns an SDK server. */
  readonly server?: ServerOption;
  /** Carries what `ServerChanges` of this resource tells. Default: in memory. */
  readonly changes?: TransportSettings['changes'];
  /** Who may call what of this resource, beside what decorators say. */
  readonly access?: AccessOptions;
  /** Default: `streamable-http`. */
  readonly transport?: TransportChoice;
}

/** Reads the options of a further resource: its tokens come from the same issuers as those of `forRoot`, and are for it alone. */
export function resolveFeature(options: McpAuthFeatureOptions, root: ResolvedOptions | undefined): ResolvedOptions {
  const { audience, server, changes, access, ...own } = withoutTransport(options);
  if (root === undefined) throw featureError('there is no McpAuthModule.forRoot in this application');
  const { challengeScopes, publicMarkers, allowedOrigins, maxBodyBytes } = root.base;
  const { undeclared, hideUnscoped, policyTimeoutMs } = root.access;
  const read = allResolved<Omit<ResolvedOptions, 'audit' | 'limits' | 'outbound'>>({
    base: resolveBase({ challengeScopes, publicMarkers, allowedOrigins, maxBodyBytes, ...own }),
    server: resolveServer(server ?? root.server),
    changes: resolveChanges(changes),
    access: resolveAccess({ undeclared, hideUnscoped, policyTimeoutMs, ...access }),
    auth: resolveFeatureAuth(own.resource, audience, root),
  });
  if (read.ok) return { ...read.settings, audit: root.audit, limits: root.limits, outbound: root.outbound };
  throw new ConfigurationError(read.problems.map(ofFeature));
}

function resolveFeatureAuth(
  resource: string,
  audience: string | readonly string[] | undefined,
  { auth: { value }, outbound: { insecureHosts } }: ResolvedOptions,
): Resolution<ResolvedAuth> {
  if (value.kind.createVerifier === undefined) {
    return { ok: false, problems: [{ path: 'auth', message: `"${value.kind.name}" serves one resource only` }] };
  }
  const audiences: readonly unknown[] = [audience ?? resource].flat();
  if (audiences.length === 0 || audiences.some((one) => typeof one !== 'string' || one === '')) {
    return {
      ok: false,
      problems: [{ path: 'audience', message: 'must be a text, or a list of texts, none of them empty' }],
    };
  }
  const audienceOf = [audience ?? resource].flat();
  return resolveAuthValue(value, { resource, audience: audienceOf, optionPath: 'auth', insecureHosts });
}

/** Variables belong to `forRoot`, so they are not named here. */
function ofFeature({ path, message }: ConfigurationProblem): ConfigurationProblem {
  return { path: `forFeature.${path}`, message };
}

/** The transport is structure: it was read when the module was made. */
function withoutTransport(options: McpAuthFeatureOptions): Omit<McpAuthFeatureOptions, 'transport'> {
  const { transport, ...others } = options;
  if (transport === undefined || transport === 'streamable-http' || transport === 'none') return others;
  throw featureError(`transport must be "streamable-http" or "none", not "${String(transport)}"`);
}

function featureError(message: string): ConfigurationError {
  return new ConfigurationError([{ path: 'forFeature', message }]);
}
