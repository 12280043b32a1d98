import {
  noIssuerRoutes,
  type AuthContext,
  type AuthKind,
  type TokenMarks,
  type VerifierPorts,
} from '../composition/auth-kind.js';
import type { Resolution } from '../core/resolution.js';
import type { ResourcePublication } from '../core/resource-publication.js';
import type { TokenVerifier } from '../core/token-verifier.js';
import { plainHttpProblems } from '../options/option-schemas.js';
import { readOptions, variableOf } from '../options/read-options.js';
import { mirrorParts } from './mirror.providers.js';
import type { RemoteAuthOptions } from './remote.options.js';
import { isVerifierValue, remoteTable } from './remote.table.js';

/** What a level 2 is made of, whether it was said in full or by a preset. */
export interface RemoteAuthSettings extends ResourcePublication {
  readonly createVerifier: (ports: VerifierPorts) => TokenVerifier;
  readonly marks: TokenMarks;
  readonly advertisedScope: (scope: string) => string;
  /** Members of the server's metadata that clients would use in vain, such as a registration endpoint that needs a token. */
  readonly hiddenMembers: readonly string[];
}

/** What decides about routes in the options of every level 2. */
type RouteOptions = Pick<RemoteAuthOptions, 'legacyRootAliases'>;

/** What every kind of level 2 has in common. */
export const remoteMembers: Pick<
  AuthKind<RouteOptions, RemoteAuthSettings>,
  'resourceMetadata' | 'createVerifier' | 'marksOf' | 'publish' | 'advertisedScope' | 'issuerRoutesOf' | 'plugIn'
> = {
  resourceMetadata: 'published',
  createVerifier: ({ createVerifier }, ports) => createVerifier(ports),
  marksOf: ({ marks }) => marks,
  publish: (settings) => settings,
  advertisedScope: ({ advertisedScope }, scope) => advertisedScope(scope),
  issuerRoutesOf: ({ legacyRootAliases = 'off' }) => ({ ...noIssuerRoutes, legacyRootAliases }),
  plugIn: ({ issuerRoutes }) => (issuerRoutes.legacyRootAliases === 'on' ? mirrorParts() : { fixedPaths: [] }),
};

/** Reads the options of `remoteAuth`, and those of the verifier inside. */
export function resolveRemoteAuth(options: RemoteAuthOptions, context: AuthContext): Resolution<RemoteAuthSettings> {
  const { verifier } = options;
  const inside = { ...context, optionPath: `${context.optionPath}.verifier` };
  const inner = isVerifierValue(verifier) ? verifier.kind.resolve(verifier.options, inside) : undefined;
  const read = readOptions(remoteTable, options, context.optionPath, [
    ...(inner?.ok === false ? inner.problems : []),
    ...plainHttpProblems(askedUrls(options, context.optionPath), context.insecureHosts),
  ]);
  if (!read.ok) return read;
  const settings = inner?.ok === true ? inner.settings : undefined;
  const { kind } = read.settings.verifier;
  const { authorizationServers, resourceName, documentationUrl, rootAlias } = read.settings;
  return {
    ok: true,
    settings: {
      authorizationServers,
      resourceName,
      documentationUrl,
      rootAlias,
      hiddenMembers: [],
      createVerifier: (ports) => kind.createVerifier(settings, ports),
      marks: kind.marksOf(settings),
      advertisedScope: (scope) => kind.advertisedScope?.(settings, scope) ?? scope,
    },
  };
}

function askedUrls({ authorizationServers }: RemoteAuthOptions, optionPath: string) {
  const variable = variableOf(remoteTable, ['authorizationServers']);
  return listOf(authorizationServers).map((url, index) => {
    return { path: `${optionPath}.authorizationServers.${index}`, url, variable };
  });
}

/** The options are not read yet when issuers are asked for, so the list may be anything. */
export function listOf(issuers: unknown): readonly string[] {
  return Array.isArray(issuers) ? issuers : [];
}
