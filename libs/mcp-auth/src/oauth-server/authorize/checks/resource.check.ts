import type { CheckedRequest } from '../check.js';
import { askedResources } from '../asked-resources.js';

/** RFC 8707 §2: tokens are for resources of this application and no other. */
export function checkResource({ sent, resources }: CheckedRequest): void {
  askedResources(sent.resources, resources);
}
