import type { ConfigurationProblem } from './errors/configuration-error.js';

/** Options read into settings, or everything that is wrong with them. */
export type Resolution<Settings> =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly ConfigurationProblem[] };
