import type { ConfigurationProblem } from '../core/errors/configuration-error.js';
import type { Environment } from './env.js';
import { variableName, type OptionRow, type OptionTable, type VariableRow } from './option-row.js';
import { valueOfFile, valueOfText } from './variable-text.js';

/** Options as the variables say them; what no variable says is absent. */
export interface SaidValues {
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly ConfigurationProblem[];
}

/** Reads the variables of a table: its own names first, then those of FastMCP. */
export function readVariables(table: OptionTable, environment: Environment): SaidValues {
  const values: Record<string, unknown> = {};
  const problems: ConfigurationProblem[] = [];
  for (const [option, row] of Object.entries<OptionRow>(table.rows)) {
    const said = row.rows === undefined ? readRow(table, option, row, environment) : readGroup(table, row, environment);
    problems.push(...said.problems);
    if (said.value !== undefined) values[option] = said.value;
  }
  return { values, problems };
}

interface Said {
  readonly value?: unknown;
  readonly problems: readonly ConfigurationProblem[];
}
const silent: Said = { problems: [] };

function readGroup(table: OptionTable, { rows = {} }: OptionRow, environment: Environment): Said {
  const { values, problems } = readVariables({ ...table, rows }, environment);
  return Object.keys(values).length > 0 ? { value: values, problems } : { problems };
}

function readRow(table: OptionTable, option: string, { variable }: OptionRow, environment: Environment): Said {
  if (variable === undefined) return silent;
  const own = readName(variableName(table, option, variable), variable, environment);
  return own === silent ? readAlias(table, variable, environment) : own;
}

function readAlias({ fastMcpPrefix }: OptionTable, variable: VariableRow, environment: Environment): Said {
  if (fastMcpPrefix === undefined) return silent;
  const { fastMcp = [], when = () => true } = variable;
  const text = fastMcp.map((end) => environment.read(`${fastMcpPrefix}_${end}`)).find((found) => found !== undefined);
  return text === undefined || !when(text) ? silent : { value: valueOfText(text, variable.form), problems: [] };
}

/** A variable, or the file that its twin `..._FILE` names: secrets are mounted as files. */
function readName(name: string, { form }: VariableRow, environment: Environment): Said {
  const text = environment.read(name);
  const path = mayBeFile(form) ? environment.read(`${name}_FILE`) : undefined;
  if (path === undefined) return text === undefined ? silent : { value: valueOfText(text, form), problems: [] };
  if (text !== undefined) return faulty(name, `is set beside ${name}_FILE; keep one of them`);
  try {
    return { value: valueOfFile(environment.readFile(path), form), problems: [] };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return faulty(`${name}_FILE`, `the file cannot be read${code}`);
  }
}

/** Whether an option may stand in a file of its own. */
export function mayBeFile(form: VariableRow['form']): boolean {
  return form !== 'text' && form !== 'list' && form !== 'number';
}

function faulty(name: string, message: string): Said {
  return { problems: [{ path: name, message, variable: name }] };
}
