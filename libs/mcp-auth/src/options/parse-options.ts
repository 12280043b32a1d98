import type { z } from 'zod';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import type { Resolution } from '../core/resolution.js';

/**
 * Reads raw options by a schema; each fault names its option by the path below `root`. `further` problems, which no
 * schema can see, are told together with those of the schema.
 */
export function parseOptions<Settings>(
  schema: z.ZodType<Settings>,
  raw: unknown,
  root: string,
  further: readonly ConfigurationProblem[] = [],
): Resolution<Settings> {
  const result = schema.safeParse(raw);
  if (result.success && further.length === 0) return { ok: true, settings: result.data };
  const problems = (result.error?.issues ?? []).map((issue) => ({
    path: [root, ...issue.path].filter((step) => step !== '').join('.') || 'options',
    message: issue.message,
  }));
  return { ok: false, problems: [...problems, ...further] };
}
