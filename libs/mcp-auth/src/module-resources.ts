import { Inject, Injectable, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { ConfigurationError } from './core/errors/configuration-error.js';
import { featureOf, type Module } from './registered-modules.js';
import { GuardedResource } from './token-verification/guarded-resource.js';
import type { ResourcesOfHandlers } from './token-verification/resources-of-handlers.js';

/** Handlers belong to the resource that their module imports, as its guards do. */
@Injectable()
export class ModuleResources implements ResourcesOfHandlers {
  private readonly known = new WeakMap<Type, { readonly resource: GuardedResource | undefined }>();

  constructor(@Inject(ModulesContainer) private readonly modules: ModulesContainer) {}

  /** @throws ConfigurationError where modules of several resources have the class, or none: nobody could tell whose tokens it takes */
  find(owner: Type): GuardedResource | undefined {
    const known = this.known.get(owner) ?? { resource: this.search(owner) };
    this.known.set(owner, known);
    return known.resource;
  }

  private search(owner: Type): GuardedResource | undefined {
    const modules = [...this.modules.values()];
    if (!modules.some((module) => featureOf(module) !== undefined)) return undefined;
    const features = [...new Set(modules.filter((module) => hosts(module, owner)).map(featureOf))];
    if (features.length === 1)
      return features[0]?.providers.get(GuardedResource)?.instance as GuardedResource | undefined;
    const message =
      features.length === 0
        ? 'stands in no module, so nobody can tell whose tokens it takes'
        : 'stands in modules of several resources; give each of them a class of its own';
    throw new ConfigurationError([{ path: owner.name, message }]);
  }
}

/** Whether a module has the class, under whatever token, and whoever made the instance. */
function hosts({ controllers, providers }: Module, owner: Type): boolean {
  if (controllers.has(owner) || providers.has(owner)) return true;
  return [...controllers.values(), ...providers.values()].some(
    ({ metatype, instance }) => metatype === owner || (instance as object | undefined)?.constructor === owner,
  );
}
