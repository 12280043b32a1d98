import type { DynamicModule, InjectionToken, ModuleMetadata } from '@nestjs/common';
import { readEnvironment, type EnvironmentOptions } from './environment-options.js';
import { LazyPromise } from './lazy-promise.js';
import { MCP_AUTH_OPTIONS, OptionsModule, type McpAuthEnvironmentOptions } from './mcp-auth.module-definition.js';
import { pathOfResource } from './options/base.settings.js';
import { processEnvironment, type Environment } from './options/env.js';
import type { RegisteredStructure } from './resolved-options.js';

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
    const config = await loadConfigModule();
    const { options } = readEnvironment(processEnvironment, given);
    const { resource, transport = 'streamable-http' } = options;
    const structure = {
      kind: options.auth.kind as RegisteredStructure['kind'],
      path: pathOfResource(resource),
      transport,
    };
    return assemble(optionsModule(given, config), structure);
  });
}

/** `ConfigModule` may validate what it reads asynchronously; whatever it has begun is done in the next turn. */
function moduleFilesAreRead(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

interface ConfigPackage {
  readonly module: NonNullable<ModuleMetadata['imports']>[number];
  readonly service: InjectionToken;
}

/** What of `ConfigService` is used. */
interface ConfigReader {
  get(name: string): unknown;
}

const EnvironmentReading = Symbol('EnvironmentReading');

function optionsModule(given: McpAuthEnvironmentOptions, config: ConfigPackage | undefined): DynamicModule {
  return {
    module: OptionsModule,
    imports: config === undefined ? [] : [config.module],
    providers: [
      {
        provide: EnvironmentReading,
        inject: config === undefined ? [] : [config.service],
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

/** What `ConfigService` has under the name of a variable wins: it may come from a vault. */
function through(service: ConfigReader | undefined): Environment {
  if (service === undefined) return processEnvironment;
  return { ...processEnvironment, read: (name) => textOf(service.get(name)) ?? processEnvironment.read(name) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined;
}

async function loadConfigModule(): Promise<ConfigPackage | undefined> {
  try {
    const { ConfigModule, ConfigService } = await import('@nestjs/config');
    return { module: ConfigModule, service: ConfigService };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    if (isMissing) return undefined;
    throw error;
  }
}
