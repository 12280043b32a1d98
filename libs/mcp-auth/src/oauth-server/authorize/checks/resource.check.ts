import type { ServedResource } from '../../../core/served-resources.js';
import type { CheckedRequest } from '../check.js';
import { askedResources } from '../asked-resources.js';

/** RFC 8707 §2: tokens are for resources of this application and no other. @returns those that the request is about */
export function checkResource({ sent, resources }: CheckedRequest): readonly ServedResource[] {
  return askedResources(sent.resources, resources);
}
