import type { ModulesContainer } from '@nestjs/core';
import { Registration } from './registration.js';

/** A module as Nest keeps it. */
export type Module = ModulesContainer extends Map<string, infer Found> ? Found : never;

/** The registration that a module is, if it is one of ours. */
export function registrationOf(module: Module): Registration | undefined {
  return module.providers.get(Registration)?.instance as Registration | undefined;
}

/** The further resource that a module imports, whose tools it has and whose tokens its guards take. */
export function featureOf({ imports }: Module): Module | undefined {
  return [...imports].find((imported) => registrationOf(imported)?.role === 'feature');
}
