import type { Provider } from '@nestjs/common';
import { z } from 'zod';
import {
  AuthSettings,
  defineAuth,
  type AuthContext,
  type AuthKind,
  type EndpointStructure,
  type PlugIn,
  type VerifierPorts,
  type VerifierValue,
} from '../composition/auth-kind.js';
import { Clock } from '../core/clock.js';
import { TokenVerifier } from '../core/token-verifier.js';
import { protectedResourceMetadataPath, protectedResourcePath } from '../core/well-known-urls.js';
import { ResourceSettings } from '../options/resource.settings.js';
import { safeUrl } from '../options/option-schemas.js';
import type { Resolution } from '../core/resolution.js';
import { parseOptions } from '../options/parse-options.js';
import { protectedResourceMetadata } from './protected-resource-metadata.js';
import { protectedResourceMetadataController, PublishedMetadata } from './protected-resource-metadata.controller.js';

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

interface RemoteAuthSettings {
  readonly authorizationServers: readonly string[];
  readonly resourceName?: string | undefined;
  readonly documentationUrl?: string | undefined;
  readonly rootAlias: 'on' | 'off';
  readonly createVerifier: (ports: VerifierPorts) => TokenVerifier;
}

const schema = z.strictObject({
  authorizationServers: z.array(safeUrl).min(1, 'needs at least one issuer'),
  verifier: z.custom<VerifierValue>(isVerifierValue, 'must be a verifier such as jwtVerifier({ ... })'),
  resourceName: z.string().optional(),
  documentationUrl: z.url().optional(),
  rootAlias: z.enum(['on', 'off']).default('on'),
});

function isVerifierValue(value: unknown): boolean {
  const kind: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'kind') : undefined;
  return typeof kind === 'object' && kind !== null && 'createVerifier' in kind;
}

function resolve(options: RemoteAuthOptions, context: AuthContext): Resolution<RemoteAuthSettings> {
  const { verifier } = options;
  const inside = { ...context, optionPath: `${context.optionPath}.verifier` };
  const inner = isVerifierValue(verifier) ? verifier.kind.resolve(verifier.options, inside) : undefined;
  const parsed = parseOptions(schema, options, context.optionPath, inner?.ok === false ? inner.problems : []);
  if (!parsed.ok) return parsed;
  const createVerifier = (ports: VerifierPorts) =>
    verifier.kind.createVerifier(inner?.ok === true ? inner.settings : undefined, ports);
  return { ok: true, settings: { ...parsed.settings, createVerifier } };
}

function plugIn({ path }: EndpointStructure): PlugIn {
  const ofResource = protectedResourceMetadataPath(path);
  const providers: Provider[] = [
    {
      provide: TokenVerifier,
      inject: [AuthSettings, Clock],
      useFactory: (settings: RemoteAuthSettings, clock: Clock) => settings.createVerifier({ clock }),
    },
    { provide: PublishedMetadata, inject: [AuthSettings, ResourceSettings], useFactory: publish },
  ];
  const controllers = [
    protectedResourceMetadataController(ofResource, 'resource'),
    protectedResourceMetadataController(protectedResourcePath, 'root'),
  ];
  return { fixedPaths: [ofResource, protectedResourcePath], controllers, providers };
}

function publish(settings: RemoteAuthSettings, { resource, offeredScopes }: ResourceSettings): PublishedMetadata {
  const { authorizationServers, resourceName, documentationUrl, rootAlias } = settings;
  return {
    document: protectedResourceMetadata({
      resource,
      authorizationServers,
      offeredScopes,
      ...(resourceName !== undefined && { name: resourceName }),
      ...(documentationUrl !== undefined && { documentationUrl }),
    }),
    rootAlias,
  };
}

/** The options are not read yet when issuers are asked for, so the list may be anything. */
function listOf(issuers: unknown): readonly string[] {
  return Array.isArray(issuers) ? issuers : [];
}

const remoteKind: AuthKind<RemoteAuthOptions, RemoteAuthSettings> = {
  name: 'remote',
  resourceMetadata: 'published',
  issuersOf: ({ authorizationServers, verifier }) => [
    ...listOf(authorizationServers),
    ...(isVerifierValue(verifier) ? verifier.kind.issuersOf(verifier.options) : []),
  ],
  resolve,
  plugIn,
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
