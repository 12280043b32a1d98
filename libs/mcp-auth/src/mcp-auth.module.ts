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
import { OWN_ROUTE } from './access-control/own-route.js';
import { noIssuerRoutes } from './composition/auth-kind.js';
import { ConfigurationError, type ConfigurationProblem } from './core/errors/configuration-error.js';
import { environmentModule, EnvironmentProblems } from './environment.module.js';
import { resolveFeature, type McpAuthFeatureOptions } from './feature-options.js';
import { EarlyRoutes } from './http/early-routes.js';
import { keepOutOfGlobalPrefix } from './http/fixed-routes.js';
import { markPublic } from './http/public-markers.js';
import {
  MCP_AUTH_OPTIONS,
  OptionsModule,
  type McpAuthAsyncOptions,
  type McpAuthEnvironmentOptions,
  type McpAuthOptions,
} from './mcp-auth.module-definition.js';
import { pathOfResource } from './options/base.settings.js';
import { ResourceSettings } from './options/resource.settings.js';
import { StrategyName } from './passport/passport-registration.js';
import type { RegisteredStructure } from './registered-structure.js';
import { Registration } from './registration.js';
import { featureParts, rootParts, RootOptions } from './registration.providers.js';
import { checkRegistrations } from './registrations.js';
import { issuerRoutesOf, ResolvedOptions, resolveOptions } from './resolved-options.js';
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
    @Inject(ResolvedOptions) private readonly options: ResolvedOptions,
    @Inject(ResourceSettings) { publicMarkers }: ResourceSettings,
    @Inject(StrategyName) private readonly strategyName: string,
    @Inject(ModulesContainer) private readonly modules: ModulesContainer,
    @Inject(ApplicationConfig) private readonly application: ApplicationConfig,
    @Inject(EarlyRoutes) earlyRoutes: EarlyRoutes,
    @Optional() @Inject(Admission) admission: Admission | undefined,
  ) {
    for (const controller of registration.controllers) markPublic(controller, [...publicMarkers, OWN_ROUTE]);
    if (admission !== undefined) earlyRoutes.install(admission);
  }

  /** @throws ConfigurationError at start, with every fault of the options in it */
  static forRoot(options: McpAuthOptions): DynamicModule;
  /** Without `auth`, who answers for tokens is read from the environment, where `MCP_AUTH` names it. */
  static forRoot(options?: McpAuthEnvironmentOptions): Promise<DynamicModule>;
  static forRoot(options?: McpAuthOptions | McpAuthEnvironmentOptions): DynamicModule | Promise<DynamicModule> {
    if (!options || !('auth' in options)) return environmentModule(options ?? {}, assemble);
    const { auth, resource, transport = 'streamable-http', guard = 'endpoint' } = options;
    const path = pathOfResource(resource);
    const kind = kindOf(auth);
    const issuerRoutes = issuerRoutesOf(auth);
    const structure = { kind, path, issuerRoutes, transport, guard, readFrom: 'code' } as const;
    return assemble(OptionsModule.register(options), structure);
  }

  /** Options from a factory. What decides about routes stands beside the factory and must agree with what it returns. */
  static forRootAsync(options: McpAuthAsyncOptions): DynamicModule {
    const {
      auth,
      path = '/mcp',
      issuerPath = '',
      legacyRootAliases = 'off',
      pagesOff = [],
      transport = 'streamable-http',
      guard = 'endpoint',
      ...asyncOptions
    } = options;
    const issuerRoutes = { issuerPath, legacyRootAliases, pagesOff };
    const structure = { kind: kindOf(auth), path, issuerRoutes, transport, guard, readFrom: 'code' } as const;
    return assemble(OptionsModule.registerAsync(asyncOptions), structure);
  }

  /**
   * A further MCP endpoint beside that of `forRoot`, with audience, scopes, metadata and route of its own. It serves the
   * tools of the module that imports it, whose guards are for this resource then.
   */
  static forFeature(options: McpAuthFeatureOptions): DynamicModule {
    const { resource, transport = 'streamable-http' } = options;
    const parts = featureParts({ path: pathOfResource(resource), issuerRoutes: noIssuerRoutes, transport });
    const resolved = {
      provide: ResolvedOptions,
      inject: [{ token: RootOptions, optional: true }],
      useFactory: (root?: ResolvedOptions) => resolveFeature(options, root),
    };
    return { ...parts, module: McpAuthModule, providers: [...(parts.providers ?? []), resolved] };
  }

  /** @throws ConfigurationError where guards or routes could not tell which registration they belong to */
  onModuleInit(): void {
    if (this.registration.role === 'application') checkRegistrations(this.modules);
    const logger = new Logger('McpAuthModule');
    const { kind } = this.options.auth.value;
    if (this.registration.role === 'feature') {
      logger.log(`${this.options.base.resource}: AuthGuard('${this.strategyName}') where Passport is used`);
    } else if (kind.resourceMetadata === 'none') {
      logger.log(`Level 1 ("${kind.name}"): tokens are verified, but clients are not told where to get one.`);
    }
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
  const parts = rootParts(structure);
  const resolved = {
    provide: ResolvedOptions,
    inject: [MCP_AUTH_OPTIONS, { token: EnvironmentProblems, optional: true }],
    useFactory: (given: McpAuthOptions, problems: readonly ConfigurationProblem[] = []) =>
      resolveOptions({ options: given, problems }, structure),
  };
  return {
    ...parts,
    module: McpAuthModule,
    imports: [...(options.imports ?? []), ...(parts.imports ?? [])],
    providers: [...(options.providers ?? []), ...(parts.providers ?? []), resolved],
  };
}
