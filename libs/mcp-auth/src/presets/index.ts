import { entraId } from './entra-id.preset.js';
import { gitHub } from './github.preset.js';
import { keycloak } from './keycloak.preset.js';

/** Every preset, one line each. */
export const presets = [entraId, gitHub, keycloak] as const;

export { entraId, gitHub, keycloak };
