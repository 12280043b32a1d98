import { Inject, Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { ServedResources, type ServedResource } from './core/served-resources.js';
import { OfferedScopes } from './options/offered-scopes.js';
import { registrationOf } from './registered-modules.js';
import { ResolvedOptions } from './resolved-options.js';

/** The resources of this application are its registrations. */
@Injectable()
export class RegisteredResources extends ServedResources {
  private resources: readonly ServedResource[] | undefined;

  constructor(@Inject(ModulesContainer) private readonly modules: ModulesContainer) {
    super();
  }

  list(): readonly ServedResource[] {
    this.resources ??= this.read();
    return this.resources;
  }

  private read(): readonly ServedResource[] {
    const registered = [...this.modules.values()].flatMap((module) => {
      const registration = registrationOf(module);
      const options = module.providers.get(ResolvedOptions)?.instance as ResolvedOptions | undefined;
      const scopes = module.providers.get(OfferedScopes)?.instance as OfferedScopes | undefined;
      const identifier = options?.base.resource;
      if (registration === undefined || options === undefined || scopes === undefined || identifier === undefined)
        return [];
      const { required, descriptions } = options.base.scopes;
      const known = { scopes: scopes.known(), offered: scopes.list(), required, descriptions };
      return [{ role: registration.role, identifier, ...known }];
    });
    // `sort` keeps the order of equals, so that only the application's own resource moves.
    return registered.toSorted((one, other) => Number(one.role === 'feature') - Number(other.role === 'feature'));
  }
}
