import type { z } from 'zod';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import type { Resolution } from '../core/resolution.js';
import { schemaOf, variableName, type OptionRow, type OptionRows, type OptionTable } from './option-row.js';

type Settings<Rows extends OptionRows> = z.infer<ReturnType<typeof schemaOf<Rows>>>;

/**
 * Reads raw options by their rows; each fault names its option by the path below `root`, and the variable that sets it.
 * `further` problems, which no schema can see, are told together with those of the schema.
 */
export function readOptions<Rows extends OptionRows>(
  table: OptionTable<Rows>,
  raw: unknown,
  root: string,
  further: readonly ConfigurationProblem[] = [],
): Resolution<Settings<Rows>> {
  const result = schemaOf(table.rows).safeParse(raw);
  if (result.success && further.length === 0) return { ok: true, settings: result.data };
  const problems = (result.error?.issues ?? []).map((issue): ConfigurationProblem => {
    const variable = variableOf(table, issue.path.map(String));
    return {
      path: [root, ...issue.path].filter((step) => step !== '').join('.') || 'options',
      message: issue.message,
      ...(variable !== undefined && { variable }),
    };
  });
  return { ok: false, problems: [...problems, ...further] };
}

/** The variable that sets the option at this path, if one does. */
export function variableOf(table: OptionTable, path: readonly string[]): string | undefined {
  const [option = '', ...inside] = path;
  const row: OptionRow | undefined = Object.hasOwn(table.rows, option) ? table.rows[option] : undefined;
  if (row?.rows !== undefined) return variableOf({ ...table, rows: row.rows }, inside);
  return row?.variable === undefined ? undefined : variableName(table, option, row.variable);
}
