import {
  Inject,
  Logger,
  Module,
  Optional,
  type DynamicModule,
  type NestModule,
  type OnModuleInit,
} from '@nestjs/common';
import { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import { ConfigurationError } from './core/errors/configuration-error.js';
import { EarlyRoutes } from './http/early-routes.js';
import { keepOutOfGlobalPrefix } from './http/fixed-routes.js';
import { markPublic } from './http/public-markers.js';
import { OptionsModule, type McpAuthAsyncOptions, type McpAuthOptions } from './mcp-auth.module-definition.js';
import { pathOfResource } from './options/base.settings.js';
import { ResourceSettings } from './options/resource.settings.js';
import { Registration, registrationParts } from './registration.providers.js';
import type { RegisteredStructure } from './resolved-options.js';
import { Admission } from './transport/admission.js';

/**
 * Guards for token validation, a controller for remote-provider discovery and, by the `auth:` value, whatever else the
 * chosen level brings, around an MCP transport controller.
 *
 * @example
 * \@Module({
 *   imports: [McpAuthModule.forRoot({ resource: 'https://api.example.com/mcp', auth: jwtVerifier({ ... }) })],
 *   providers: [NotesTools],
 * })
 * export class AppModule {}
 */
@Module({})
export class McpAuthModule implements NestModule, OnModuleInit {
  constructor(
    @Inject(Registration) private readonly registration: Registration,
    @Inject(ResourceSettings) { publicMarkers }: ResourceSettings,
    @Inject(ModulesContainer) private readonly modules: ModulesContainer,
    @Inject(ApplicationConfig) private readonly application: ApplicationConfig,
    @Inject(EarlyRoutes) earlyRoutes: EarlyRoutes,
    @Optional() @Inject(Admission) admission: Admission | undefined,
  ) {
    for (const controller of registration.controllers) markPublic(controller, publicMarkers);
    if (admission !== undefined) earlyRoutes.install(admission);
    if (registration.structure.kind.resourceMetadata === 'none') {
      new Logger('McpAuthModule').log(
        `Level 1 ("${registration.structure.kind.name}"): tokens are verified, but clients are not told where to get one.`,
      );
    }
  }

  /** @throws ConfigurationError at start, with every fault of the options in it */
  static forRoot(options: McpAuthOptions): DynamicModule {
    const { auth, resource, transport = 'streamable-http' } = options ?? ({} as McpAuthOptions);
    const structure = { kind: kindOf(auth), path: pathOfResource(resource), transport };
    return assemble(OptionsModule.register(options), structure);
  }

  /** Options from a factory. What decides about routes stands beside the factory and must agree with what it returns. */
  static forRootAsync(options: McpAuthAsyncOptions): DynamicModule {
    const { auth, path = '/mcp', transport = 'streamable-http', ...asyncOptions } = options;
    return assemble(OptionsModule.registerAsync(asyncOptions), { kind: kindOf(auth), path, transport });
  }

  /** @throws ConfigurationError where guards could not tell which registration they belong to */
  onModuleInit(): void {
    const registrations = [...this.modules.values()].filter(({ metatype }) => metatype === McpAuthModule).length;
    if (registrations === 1) return;
    const message = `McpAuthModule is registered ${registrations} times; one application has one resource`;
    throw new ConfigurationError([{ path: 'imports', message }]);
  }

  configure(): void {
    keepOutOfGlobalPrefix(this.application, this.registration.fixedPaths);
  }
}

function kindOf(auth: { readonly kind: RegisteredStructure['kind'] } | undefined): RegisteredStructure['kind'] {
  if (auth?.kind !== undefined) return auth.kind;
  throw new ConfigurationError([{ path: 'auth', message: 'is missing; give it a value such as jwtVerifier({ ... })' }]);
}

function assemble(options: DynamicModule, structure: RegisteredStructure): DynamicModule {
  const parts = registrationParts(structure);
  return {
    ...parts,
    module: McpAuthModule,
    imports: [...(options.imports ?? []), ...(parts.imports ?? [])],
    providers: [...(options.providers ?? []), ...(parts.providers ?? [])],
  };
}
