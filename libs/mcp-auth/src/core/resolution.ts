import type { ConfigurationProblem } from './errors/configuration-error.js';

/** Options read into settings, or everything that is wrong with them. */
export type Resolution<Settings> =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly ConfigurationProblem[] };

/** The settings of several readings, or the problems of all. */
export function allResolved<Parts extends object>(parts: {
  readonly [Name in keyof Parts]: Resolution<Parts[Name]>;
}): Resolution<Parts> {
  const entries = Object.entries<Resolution<unknown>>(parts);
  const problems = entries.flatMap(([, part]) => (part.ok ? [] : part.problems));
  if (problems.length > 0) return { ok: false, problems };
  const settings = Object.fromEntries(entries.map(([name, part]) => [name, part.ok ? part.settings : undefined]));
  return { ok: true, settings: settings as Parts };
}
