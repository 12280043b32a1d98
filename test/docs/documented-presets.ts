import * as registry from '../../libs/mcp-auth/src/presets/index.js';
import type { PresetDescription } from '../../libs/mcp-auth/src/presets/preset.js';

/** A preset, and the name under which code imports it. */
export interface DocumentedPreset {
  readonly factory: string;
  readonly preset: PresetDescription;
}

/** Every preset by its title, with the name of its factory as the registry exports it. */
export const documentedPresets: readonly DocumentedPreset[] = Object.entries(registry)
  .flatMap(([factory, exported]) => ('preset' in exported ? [{ factory, preset: exported.preset }] : []))
  .toSorted((one, other) => one.preset.title.localeCompare(other.preset.title, 'en'));
