import type { DynamicModule, Provider, Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AuthSettings } from './composition/auth-kind.js';
import { TokenVerifier } from './core/token-verifier.js';
import { protectedResourceMetadataUrl } from './core/well-known-urls.js';
import { ChallengeSettings } from './http/bearer-refusal.js';
import { BearerRefusals } from './http/bearer-refusals.js';
import { EarlyRoutes } from './http/early-routes.js';
import { MCP_AUTH_OPTIONS, type McpAuthOptions } from './mcp-auth.module-definition.js';
import { ResourceSettings } from './options/resource.settings.js';
import { PassportRegistration } from './passport/passport-registration.js';
import { portBindings } from './port-bindings.js';
import { ResolvedOptions, resolveOptions, type RegisteredStructure } from './resolved-options.js';
import { McpAuthGuard } from './token-verification/mcp-auth.guard.js';
import { RequestAuthenticator, ResourceScopes } from './token-verification/request-authenticator.js';
import { TransportSettings } from './transport/transport.settings.js';
import { transportParts } from './transport/transport.providers.js';

/** What one registration put into the application: its structure, its controllers, the paths of its routes. */
export interface Registration {
  readonly structure: RegisteredStructure;
  readonly controllers: readonly Type[];
  readonly fixedPaths: readonly string[];
}
export const Registration = Symbol('Registration');

/** The parts of the dynamic module of one registration. */
export function registrationParts(structure: RegisteredStructure): Omit<DynamicModule, 'module'> {
  const plugIn = structure.kind.plugIn(structure);
  const transport = structure.transport === 'none' ? { controllers: [], providers: [] } : transportParts(structure);
  const controllers = [...(plugIn.controllers ?? []), ...transport.controllers];
  const fixedPaths = [...plugIn.fixedPaths, ...(structure.transport === 'none' ? [] : [structure.path])];
  const registration: Registration = { structure, controllers, fixedPaths };
  return {
    global: true,
    imports: [DiscoveryModule, ...(plugIn.imports ?? [])],
    controllers,
    providers: [
      ...portBindings,
      { provide: Registration, useValue: registration },
      ...settingsSlices(structure),
      ...(plugIn.providers ?? []),
      ...transport.providers,
      RequestAuthenticator,
      BearerRefusals,
      EarlyRoutes,
      McpAuthGuard,
      PassportRegistration,
    ],
    exports: [TokenVerifier, RequestAuthenticator, BearerRefusals, McpAuthGuard],
  };
}

const slice = (token: symbol, useFactory: (options: ResolvedOptions) => unknown): Provider => ({
  provide: token,
  inject: [ResolvedOptions],
  useFactory,
});

/** The resolved options, cut into what each folder needs. */
function settingsSlices(structure: RegisteredStructure): readonly Provider[] {
  return [
    {
      provide: ResolvedOptions,
      inject: [MCP_AUTH_OPTIONS],
      useFactory: (options: McpAuthOptions) => resolveOptions(options, structure),
    },
    slice(AuthSettings, ({ auth }) => auth),
    slice(ResourceScopes, ({ base }): ResourceScopes => ({ required: base.scopes.required })),
    slice(ResourceSettings, ({ base }): ResourceSettings => ({ ...base, offeredScopes: base.scopes.offered })),
    slice(TransportSettings, ({ base, server }): TransportSettings => ({ ...base, server })),
    slice(ChallengeSettings, ({ base }): ChallengeSettings => challengeSettings(base, structure)),
  ];
}

function challengeSettings(base: ResolvedOptions['base'], { kind }: RegisteredStructure): ChallengeSettings {
  return {
    offeredScopes: base.scopes.offered,
    challengeScopes: base.challengeScopes,
    ...(kind.resourceMetadata === 'published' && { resourceMetadataUrl: protectedResourceMetadataUrl(base.resource) }),
  };
}
