import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ConfigurationError } from '../core/errors/configuration-error.js';
import { TOOL, type ToolOptions } from './tool.decorator.js';

export type InstanceWrapper = ReturnType<DiscoveryService['getProviders']>[number];

/** A tool method that was found in the application. */
export interface RegisteredTool {
  readonly name: string;
  readonly options: ToolOptions;
  readonly methodName: string;
  readonly method: () => unknown;
  readonly provider: InstanceWrapper;
}

/** Whether this registration serves the tools of a provider: each of several resources has tools of its own. */
export type ToolFilter = (provider: InstanceWrapper) => boolean;
export const ToolFilter = Symbol('ToolFilter');

/** Finds the methods marked with `@Tool()` once, when all providers exist. */
@Injectable()
export class ToolRegistry implements OnApplicationBootstrap {
  private registered: ReadonlyMap<string, RegisteredTool> = new Map();

  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(MetadataScanner) private readonly scanner: MetadataScanner,
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(ToolFilter) private readonly isServedHere: ToolFilter,
  ) {}

  get tools(): readonly RegisteredTool[] {
    return [...this.registered.values()];
  }

  find(name: string): RegisteredTool | undefined {
    return this.registered.get(name);
  }

  onApplicationBootstrap(): void {
    const found = this.discovery
      .getProviders()
      .filter(this.isServedHere)
      .flatMap((provider) => this.toolsOf(provider));
    refuseRepeatedNames(found);
    this.registered = new Map(found.map((tool) => [tool.name, tool]));
  }

  private toolsOf(provider: InstanceWrapper): readonly RegisteredTool[] {
    // A request-scoped provider has no instance yet, but its class has a prototype.
    const prototype: unknown = provider.metatype?.prototype;
    if (provider.isAlias || !isObject(prototype)) return [];
    return this.scanner.getAllMethodNames(prototype).flatMap((methodName) => {
      const method: unknown = Reflect.get(prototype, methodName);
      if (!isMethod(method)) return [];
      const options = this.reflector.get<ToolOptions | undefined, string>(TOOL, method);
      return options === undefined ? [] : [{ name: options.name ?? methodName, options, methodName, method, provider }];
    });
  }
}

function refuseRepeatedNames(tools: readonly RegisteredTool[]): void {
  const first = new Map(tools.toReversed().map((tool) => [tool.name, tool]));
  const repeated = tools.filter((tool) => first.get(tool.name) !== tool);
  if (repeated.length === 0) return;
  throw new ConfigurationError(
    repeated.map(({ name, provider, methodName }) => ({
      path: `${String(provider.name)}.${methodName}`,
      message: `there is already a tool named "${name}"; give one of them another name`,
    })),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isMethod(value: unknown): value is () => unknown {
  return typeof value === 'function';
}
