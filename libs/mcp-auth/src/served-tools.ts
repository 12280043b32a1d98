import type { Registration } from './registration.js';
import { registrationOf } from './registrations.js';
import type { ToolFilter } from './transport/tool-registry.js';

/** A further resource serves the tools of modules that import it; all other tools are served by the first one. */
export function servesToolsOf(registration: Registration): ToolFilter {
  return ({ host }) => {
    const features = [...(host?.imports ?? [])].map(registrationOf).filter((found) => found?.role === 'feature');
    return registration.role === 'feature' ? features.includes(registration) : features.length === 0;
  };
}
