import { closest } from 'fastest-levenshtein';
import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import type { Environment } from './env.js';
import { variableName, type OptionRow, type OptionTable } from './option-row.js';
import { mayBeFile } from './read-variables.js';

/** What Kubernetes sets in every container for a service that happens to be called `mcp-auth`. */
const serviceLink = /_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT|PORT_\d+_(?:TCP|UDP|SCTP)(?:_\w+)?)$/;

/** Variables of ours that no table knows. A known one of another kind is never a fault. */
export function misspeltVariables(
  tables: readonly OptionTable[],
  { names }: Pick<Environment, 'names'>,
): readonly ConfigurationProblem[] {
  const known = tables.flatMap(namesOf);
  const unknown = names.filter((name) => /^MCP_AUTH_/i.test(name) && !known.includes(name) && !serviceLink.test(name));
  return unknown.map((name) => ({
    path: name,
    message: `is not known; did you mean ${closest(name.toUpperCase(), known)}?`,
    variable: name,
  }));
}

function namesOf(table: OptionTable): readonly string[] {
  return Object.entries<OptionRow>(table.rows).flatMap(([option, { variable, rows }]) => {
    if (rows !== undefined) return namesOf({ ...table, rows });
    if (variable === undefined) return [];
    const name = variableName(table, option, variable);
    return mayBeFile(variable.form) ? [name, `${name}_FILE`] : [name];
  });
}
