import { z } from 'zod';
import {
  defineAuth,
  type AuthContext,
  type AuthKind,
  type VerifierPorts,
  type VerifierValue,
} from '../composition/auth-kind.js';
import type { SaidOptions } from '../composition/environment-form.js';
import type { Resolution } from '../core/resolution.js';
import type { ResourcePublication } from '../core/resource-publication.js';
import type { TokenVerifier } from '../core/token-verifier.js';
import type { OptionTable } from '../options/option-row.js';
import { plainHttpProblems, webUrl } from '../options/option-schemas.js';
import { readOptions, variableOf } from '../options/read-options.js';
import { jwtVerifier } from '../token-verification/jwt-verifier.auth.js';
import type { JwtVerifierOptions } from '../token-verification/jwt-verifier.options.js';
import { jwtOptionsFrom, jwtTable } from '../token-verification/jwt-verifier.table.js';

/** Options of `remoteAuth`. */
export interface RemoteAuthOptions {
  /** Issuer identifiers of the authorization servers, exactly as they name themselves; clients take the first. */
  readonly authorizationServers: readonly string[];
  /** Who checks the tokens that those servers issue, for example `jwtVerifier({ ... })`. */
  readonly verifier: VerifierValue;
  /** Name of this service for people, shown by some clients. */
  readonly resourceName?: string;
  /** Page for developers of clients. */
  readonly documentationUrl?: string;
  /** Whether the document also stands at the origin's root, for clients that look only there. Default: `on`. */
  readonly rootAlias?: 'on' | 'off';
}

interface RemoteAuthSettings extends ResourcePublication {
  readonly createVerifier: (ports: VerifierPorts) => TokenVerifier;
  readonly advertisedScope: (scope: string) => string;
}

const remoteTable = {
  prefix: 'MCP_AUTH_REMOTE',
  rows: {
    authorizationServers: {
      schema: z.array(webUrl).min(1, 'needs at least one issuer'),
      doc: 'Issuer identifiers of the authorization servers, exactly as they name themselves; clients take the first.',
      variable: { form: 'list' },
    },
    verifier: {
      schema: z.custom<VerifierValue>(isVerifierValue, 'must be a verifier such as jwtVerifier({ ... })'),
      doc: 'Who checks the tokens that those servers issue. From the environment: `MCP_AUTH_JWT_*`, and what is not said there is discovered from the single authorization server.',
    },
    resourceName: {
      schema: z.string().optional(),
      doc: 'Name of this service for people, shown by some clients.',
      variable: { form: 'text' },
    },
    documentationUrl: {
      schema: z.url().optional(),
      doc: 'Page for developers of clients.',
      variable: { form: 'text' },
    },
    rootAlias: {
      schema: z.enum(['on', 'off']).default('on'),
      doc: "Whether the metadata also stands at the origin's root, for clients that look only there.",
      variable: { form: 'text' },
    },
  },
} as const satisfies OptionTable;

function isVerifierValue(value: unknown): value is VerifierValue {
  const kind: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'kind') : undefined;
  return typeof kind === 'object' && kind !== null && 'createVerifier' in kind && !('publish' in kind);
}

function resolve(options: RemoteAuthOptions, context: AuthContext): Resolution<RemoteAuthSettings> {
  const { verifier } = options;
  const inside = { ...context, optionPath: `${context.optionPath}.verifier` };
  const inner = isVerifierValue(verifier) ? verifier.kind.resolve(verifier.options, inside) : undefined;
  const servers = listOf(options.authorizationServers).map((url, index) => {
    const variable = variableOf(remoteTable, ['authorizationServers']);
    return { path: `${context.optionPath}.authorizationServers.${index}`, url, variable };
  });
  const read = readOptions(remoteTable, options, context.optionPath, [
    ...(inner?.ok === false ? inner.problems : []),
    ...plainHttpProblems(servers, context.insecureHosts),
  ]);
  if (!read.ok) return read;
  const settings = inner?.ok === true ? inner.settings : undefined;
  const { kind } = verifier;
  return {
    ok: true,
    settings: {
      ...read.settings,
      createVerifier: (ports) => kind.createVerifier(settings, ports),
      advertisedScope: (scope) => kind.advertisedScope?.(settings, scope) ?? scope,
    },
  };
}

/** The options are not read yet when issuers are asked for, so the list may be anything. */
function listOf(issuers: unknown): readonly string[] {
  return Array.isArray(issuers) ? issuers : [];
}

function optionsFrom(said: SaidOptions): RemoteAuthOptions {
  const { authorizationServers, ...rest } = said(remoteTable);
  const servers = listOf(authorizationServers);
  // Whatever the environment says is checked when the options are resolved.
  const jwt = jwtOptionsFrom(said, servers) as JwtVerifierOptions;
  return { ...rest, authorizationServers: servers, verifier: jwtVerifier(jwt) };
}

const remoteKind: AuthKind<RemoteAuthOptions, RemoteAuthSettings> = {
  name: 'remote',
  resourceMetadata: 'published',
  issuersOf: ({ authorizationServers, verifier }) => [
    ...listOf(authorizationServers),
    ...(isVerifierValue(verifier) ? verifier.kind.issuersOf(verifier.options) : []),
  ],
  resolve,
  createVerifier: ({ createVerifier }, ports) => createVerifier(ports),
  publish: (settings) => settings,
  advertisedScope: ({ advertisedScope }, scope) => advertisedScope(scope),
  environment: { tables: [remoteTable, jwtTable], optionsFrom },
};

/**
 * Level 2: verifies tokens and tells clients where to get one (RFC 9728), at an identity provider that registers MCP
 * clients itself.
 *
 * @example
 * McpAuthModule.forRoot({
 *   resource: 'https://api.example.com/mcp',
 *   auth: remoteAuth({
 *     authorizationServers: ['https://idp.example.com'],
 *     verifier: jwtVerifier({ jwksUri: 'https://idp.example.com/jwks', issuer: 'https://idp.example.com', audience }),
 *   }),
 * });
 */
export const remoteAuth = defineAuth<RemoteAuthOptions, AuthKind<RemoteAuthOptions>>(remoteKind);
