import type { Type } from '@nestjs/common';
import type { GuardedResource } from './guarded-resource.js';

/** Finds the further resource to which the handlers of a class belong; undefined for the first one. */
export interface ResourcesOfHandlers {
  find(owner: Type): GuardedResource | undefined;
}
export const ResourcesOfHandlers = Symbol('ResourcesOfHandlers');
