import { z } from 'zod';

/** How the text of a variable becomes a value: what holds secrets may also stand in a file, named by `..._FILE`. */
export type TextForm = 'text' | 'list' | 'number' | 'secret' | 'key' | 'secrets' | 'json';

/** Where the environment says an option. An option without it can be said only in code. */
export interface VariableRow {
  readonly form: TextForm;
  /** The end of the variable's name, where it is not the option's own name in capitals. */
  readonly name?: string;
  /** The whole name, where it is one that others have too. */
  readonly sharedName?: string;
  /** FastMCP's ends of names for the same option; `when` tells apart options that FastMCP says in one variable. */
  readonly fastMcp?: readonly string[];
  readonly when?: (text: string) => boolean;
}

/** One option. Code, environment, messages and documentation all read this row and nothing else. */
export interface OptionRow<Schema extends z.ZodType = z.ZodType> {
  /** What is accepted, and the default. */
  readonly schema: Schema;
  /** What it means, in a sentence. */
  readonly doc: string;
  readonly variable?: VariableRow;
  /** Options inside this one. */
  readonly rows?: OptionRows;
}

export type OptionRows = Readonly<Record<string, OptionRow>>;

/** The options of one kind, and how its variables begin. */
export interface OptionTable<Rows extends OptionRows = OptionRows> {
  /** For example `MCP_AUTH_JWT`. */
  readonly prefix: string;
  /** For example `FASTMCP_SERVER_AUTH_JWT`. */
  readonly fastMcpPrefix?: string;
  readonly rows: Rows;
}

type Shape<Rows extends OptionRows> = { readonly [Name in keyof Rows]: Rows[Name]['schema'] };

/** The schema of all rows together. An option without a row is refused: most often it is a misspelt one. */
export function schemaOf<Rows extends OptionRows>(rows: Rows) {
  const shape = Object.fromEntries(Object.entries(rows).map(([name, { schema }]) => [name, schema]));
  return z.strictObject(shape as Shape<Rows>);
}

/** A row that holds other rows; without a value each of them takes its default. */
export function groupOf<Rows extends OptionRows>(rows: Rows, doc: string) {
  return { schema: schemaOf(rows).prefault({} as never), doc, rows };
}

/** Name of the variable of a row. */
export function variableName({ prefix }: OptionTable, option: string, { name, sharedName }: VariableRow): string {
  return sharedName ?? `${prefix}_${name ?? option.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
