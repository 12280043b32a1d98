import type { Environment } from '../options/env.js';

/** A command of the bin. */
export interface Command {
  /** What is typed, for example `keys rewrap`. */
  readonly words: string;
  /** What is typed after it, for example `KEY_ID`; each is needed. */
  readonly parameters: readonly string[];
  /** What it does, in a sentence. */
  readonly doc: string;
  /** @returns lines to print @throws Error with a message for the person who typed it */
  run(parameters: readonly string[], environment: Environment): Promise<readonly string[]>;
}
