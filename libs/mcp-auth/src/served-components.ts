import type { Registration } from './registration.js';
import { featureOf, registrationOf } from './registered-modules.js';
import type { ComponentFilter } from './transport/component-registry.js';

/** A further resource serves the components of modules that import it; all others are served by the first one. */
export function servesComponentsOf(registration: Registration): ComponentFilter {
  return ({ host }) => {
    const feature = host && featureOf(host);
    return registration.role === 'feature'
      ? feature !== undefined && registrationOf(feature) === registration
      : feature === undefined;
  };
}
