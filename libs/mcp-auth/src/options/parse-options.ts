import type { z } from 'zod';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';

/** Options read into settings, or everything that is wrong with them. */
export type Resolution<Settings> =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly ConfigurationProblem[] };

export const resolved = <Settings>(settings: Settings): Resolution<Settings> => ({ ok: true, settings });

/** Settings when there is no problem, else the problems. */
export function resolvedUnless<Settings>(
  problems: readonly ConfigurationProblem[],
  settings: () => Settings,
): Resolution<Settings> {
  return problems.length > 0 ? { ok: false, problems } : resolved(settings());
}

/** Reads raw options by a schema; each fault names the option by its path below `root`. */
export function parseOptions<Settings>(schema: z.ZodType<Settings>, raw: unknown, root: string): Resolution<Settings> {
  const result = schema.safeParse(raw);
  if (result.success) return resolved(result.data);
  const problems = result.error.issues.map((issue) => ({
    path: [root, ...issue.path].filter((step) => step !== '').join('.'),
    message: issue.message,
  }));
  return { ok: false, problems };
}
