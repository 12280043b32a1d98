import type { DynamicModule, InjectionToken } from '@nestjs/common';
import { readEnvironment, type EnvironmentOptions } from './environment-options.js';
import { LazyPromise } from './lazy-promise.js';
import { MCP_AUTH_OPTIONS, OptionsModule, type McpAuthEnvironmentOptions } from './mcp-auth.module-definition.js';
import { pathOfResource } from './options/base.settings.js';
import { processEnvironment, type Environment } from './options/env.js';
import type { RegisteredStructure } from './registered-structure.js';
import { issuerRoutesOf } from './resolved-options.js';

/** Faults of variables, for the one error at start. */
export const EnvironmentProblems = Symbol('EnvironmentProblems');

/**
 * The module of an application whose environment says who answers for tokens. The kind is read from the process while
 * Nest scans, because it decides about routes; every other option through `ConfigService`, where `@nestjs/config` is
 * installed.
 */
export function environmentModule(
  given: McpAuthEnvironmentOptions,
  assemble: (options: DynamicModule, structure: RegisteredStructure) => DynamicModule,
): Promise<DynamicModule> {
  return new LazyPromise(async () => {
    await moduleFilesAreRead();
    const config = await loadConfigService();
    const { options } = await readEnvironment(processEnvironment, given);
    const { resource, transport = 'streamable-http', guard = 'endpoint' } = options;
    const structure: RegisteredStructure = {
      kind: options.auth.kind,
      path: pathOfResource(resource),
      issuerRoutes: issuerRoutesOf(options.auth),
      transport,
      guard,
      readFrom: 'environment',
    };
    return assemble(optionsModule(given, config), structure);
  });
}

/** `ConfigModule` may validate what it reads asynchronously; whatever it has begun is done in the next turn. */
function moduleFilesAreRead(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What of `ConfigService` is used. */
interface ConfigReader {
  get(name: string): unknown;
}

const EnvironmentReading = Symbol('EnvironmentReading');

function optionsModule(given: McpAuthEnvironmentOptions, config: InjectionToken | undefined): DynamicModule {
  return {
    module: OptionsModule,
    providers: [
      {
        provide: EnvironmentReading,
        // Only a global ConfigModule is seen from here; what another one has read stands in the process as well.
        inject: config === undefined ? [] : [{ token: config, optional: true }],
        useFactory: (service?: ConfigReader) => readEnvironment(through(service), given),
      },
      {
        provide: MCP_AUTH_OPTIONS,
        inject: [EnvironmentReading],
        useFactory: ({ options }: EnvironmentOptions) => options,
      },
      {
        provide: EnvironmentProblems,
        inject: [EnvironmentReading],
        useFactory: ({ problems }: EnvironmentOptions) => problems,
      },
    ],
  };
}

/** `ConfigService` knows the process too, and besides it what the application loads from elsewhere, such as a vault. */
function through(service: ConfigReader | undefined): Environment {
  if (service === undefined) return processEnvironment;
  return { ...processEnvironment, read: (name) => textOf(service.get(name)) ?? processEnvironment.read(name) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined;
}

async function loadConfigService(): Promise<InjectionToken | undefined> {
  try {
    const { ConfigService } = await import('@nestjs/config');
    return ConfigService;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    if (isMissing) return undefined;
    throw error;
  }
}
