import type { Registration } from './registration.js';
import { featureOf, registrationOf } from './registered-modules.js';
import type { ToolFilter } from './transport/tool-registry.js';

/** A further resource serves the tools of modules that import it; all other tools are served by the first one. */
export function servesToolsOf(registration: Registration): ToolFilter {
  return ({ host }) => {
    const feature = host && featureOf(host);
    return registration.role === 'feature'
      ? feature !== undefined && registrationOf(feature) === registration
      : feature === undefined;
  };
}
