import type { OptionTable } from '../options/option-row.js';

/** Options as variables of the environment say them, by table. What is not said is absent. */
export type SaidOptions = (table: OptionTable) => Readonly<Record<string, unknown>>;

/** How the environment says the options of a kind. */
export interface EnvironmentForm {
  /** Values of `FASTMCP_SERVER_AUTH` that mean this kind, in lower case. */
  readonly fastMcpNames?: readonly string[];
  readonly tables: readonly OptionTable[];
  /** The options of the kind, unchecked. */
  optionsFrom(said: SaidOptions): object;
}
