import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ConfigurationError } from '../core/errors/configuration-error.js';
import type { ComponentKindName } from './called-components.js';
import type { DescribedComponent } from './components/component-kind.js';
import { componentKinds } from './components/index.js';

export type InstanceWrapper = ReturnType<DiscoveryService['getProviders']>[number];

/** A method that was found in the application, and what it is for clients. */
export interface Component extends DescribedComponent {
  readonly kind: ComponentKindName;
  readonly methodName: string;
  readonly method: () => unknown;
  readonly provider: InstanceWrapper;
}

/** Whether this registration serves what a provider has: each of several resources has components of its own. */
export type ComponentFilter = (provider: InstanceWrapper) => boolean;
export const ComponentFilter = Symbol('ComponentFilter');

/** Finds the methods that are tools, resources and prompts, once, when all providers exist. */
@Injectable()
export class ComponentRegistry implements OnApplicationBootstrap {
  private known: ReadonlyMap<string, Component> | undefined;

  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(MetadataScanner) private readonly scanner: MetadataScanner,
    @Inject(ComponentFilter) private readonly isServedHere: ComponentFilter,
  ) {}

  get components(): readonly Component[] {
    return [...this.byName.values()];
  }

  /** Whether a component has exactly this name. */
  has(kind: ComponentKindName, name: string): boolean {
    return this.byName.has(keyOf(kind, name));
  }

  /** The component that clients mean by a name; a resource also by a URI that its template fits, the first one that does. */
  find(kind: ComponentKindName, name: string): Component | undefined {
    const exact = this.byName.get(keyOf(kind, name));
    if (exact !== undefined || kind !== 'resource') return exact;
    return this.components.find((one) => one.kind === kind && one.isCalledBy?.(name) === true);
  }

  /** @throws ConfigurationError where two components have one name */
  onApplicationBootstrap(): void {
    this.known ??= this.read();
  }

  /** Others may ask at the start too, in whatever order Nest starts them. */
  private get byName(): ReadonlyMap<string, Component> {
    this.known ??= this.read();
    return this.known;
  }

  private read(): ReadonlyMap<string, Component> {
    const found = this.discovery
      .getProviders()
      .filter(this.isServedHere)
      .flatMap((provider) => this.componentsOf(provider));
    refuseRepeatedNames(found);
    return new Map(found.map((one) => [keyOf(one.kind, one.name), one]));
  }

  private componentsOf(provider: InstanceWrapper): readonly Component[] {
    // A request-scoped provider has no instance yet, but its class has a prototype.
    const prototype: unknown = provider.metatype?.prototype;
    if (provider.isAlias || !isObject(prototype)) return [];
    return this.scanner.getAllMethodNames(prototype).flatMap((methodName) => {
      const method: unknown = Reflect.get(prototype, methodName);
      if (!isMethod(method)) return [];
      return componentKinds.flatMap(({ kind, describe }) => {
        const described = describe(method, methodName);
        return described === undefined ? [] : [{ ...described, kind, methodName, method, provider }];
      });
    });
  }
}

function keyOf(kind: ComponentKindName, name: string): string {
  return `${kind} ${name}`;
}

function refuseRepeatedNames(components: readonly Component[]): void {
  const first = new Map(components.toReversed().map((one) => [keyOf(one.kind, one.name), one]));
  const repeated = components.filter((one) => first.get(keyOf(one.kind, one.name)) !== one);
  if (repeated.length === 0) return;
  throw new ConfigurationError(
    repeated.map(({ kind, name, provider, methodName }) => ({
      path: `${String(provider.name)}.${methodName}`,
      message: `there is already a ${kind} named "${name}"; give one of them another name`,
    })),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isMethod(value: unknown): value is () => unknown {
  return typeof value === 'function';
}
