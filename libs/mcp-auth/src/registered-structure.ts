import { quotedUrl } from './core/quoted-url.js';
import type { AuthKind, IssuerRoutes } from './composition/auth-kind.js';
import type { ConfigurationProblem } from './core/errors/configuration-error.js';
import type { GuardChoice, TransportChoice } from './mcp-auth.module-definition.js';
import { pathOfResource } from './options/base.settings.js';

/** What is fixed before options are known, because it decides about routes and providers. The options must say the same. */
export interface RegisteredStructure {
  readonly kind: AuthKind<never>;
  readonly path: string;
  readonly issuerRoutes: IssuerRoutes;
  readonly transport: TransportChoice;
  readonly guard: GuardChoice;
  /** Where kind and path were read: in code, or in the environment, when `ConfigService` could not be asked yet. */
  readonly readFrom: 'code' | 'environment';
}

const setInProcess = 'routes are made before ConfigService can be asked, so set the variable in the process';

/** The options have another kind than the structure. */
export function otherKind(found: AuthKind<never> | undefined, structure: RegisteredStructure): ConfigurationProblem {
  const { kind, readFrom } = structure;
  const name = found === undefined ? 'nothing' : `"${found.name}"`;
  if (readFrom === 'code') {
    return { path: 'auth', message: `forRootAsync was given "${kind.name}" beside useFactory, which returned ${name}` };
  }
  const message = `is ${name} by ConfigService but "${kind.name}" in the process; ${setInProcess}`;
  return { path: 'auth', message, variable: 'MCP_AUTH' };
}

/** The resource of the options is at another path than the route. */
export function otherPath(
  resource: string | undefined,
  structure: RegisteredStructure,
): readonly ConfigurationProblem[] {
  const path = pathOfResource(resource);
  if (path === '' || path === structure.path) return [];
  const differs = `its path ${quotedUrl(path)} differs from ${quotedUrl(structure.path)}`;
  return structure.readFrom === 'code'
    ? [{ path: 'resource', message: `${differs}, given beside useFactory (default "/mcp")` }]
    : [{ path: 'resource', message: `${differs} in the process; ${setInProcess}`, variable: 'MCP_AUTH_RESOURCE' }];
}

/** The options put the authorization server elsewhere than its routes are. */
export function otherIssuerRoutes(
  { issuerPath, legacyRootAliases, pagesOff }: IssuerRoutes,
  { issuerRoutes: registered, readFrom }: RegisteredStructure,
): readonly ConfigurationProblem[] {
  const given = (name: string) =>
    readFrom === 'code' ? `given as \`${name}\` beside useFactory` : `in the process; ${setInProcess}`;
  const differs = (path: string, found: string, other: string, name: string) =>
    found === other
      ? []
      : [{ path: `auth.${path}`, message: `${quotedUrl(found)} differs from ${quotedUrl(other)}, ${given(name)}` }];
  return [
    ...differs('basePath', issuerPath, registered.issuerPath, 'issuerPath'),
    ...differs('legacyRootAliases', legacyRootAliases, registered.legacyRootAliases, 'legacyRootAliases'),
    ...differs('pages.off', pagesOff.join(' '), registered.pagesOff.join(' '), 'pagesOff'),
  ];
}

/** A choice that there is not, or another one than that of the structure; both stand in code. */
export function otherChoice(
  path: string,
  chosen: unknown,
  choices: readonly [string, string],
  registered: string,
): readonly ConfigurationProblem[] {
  if (!choices.some((choice) => choice === chosen)) {
    return [{ path, message: `must be "${choices[0]}" or "${choices[1]}", not "${String(chosen)}"` }];
  }
  return chosen === registered ? [] : [{ path, message: `differs from "${registered}", given beside useFactory` }];
}
