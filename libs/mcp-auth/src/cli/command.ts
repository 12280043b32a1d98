import type { Environment } from '../options/env.js';

/** Something that may be said with `--name VALUE`. */
export interface CommandOption {
  readonly name: string;
  /** What stands in the help for its value. */
  readonly value: string;
  readonly repeatable?: boolean;
}

/** What was typed. */
export interface CommandInput {
  readonly parameters: readonly string[];
  /** Every value that was said for an option, by its name. */
  readonly options: Readonly<Record<string, readonly string[]>>;
  readonly environment: Environment;
  /** Takes what is recorded meanwhile, a line each; it is no part of the answer. */
  readonly note: (line: string) => void;
  /** What stands in standard input, to its end: for secrets, which do not belong among the words. */
  readonly standardInput: () => Promise<string>;
}

/** What a command says: to a person, and to a machine (`--json`). */
export interface CommandOutput {
  readonly lines: readonly string[];
  readonly data: unknown;
}

/** A command of the bin. */
export interface Command {
  /** What is typed, for example `keys rewrap`. */
  readonly words: string;
  /** What is typed after it, for example `KEY_ID`; each is needed. */
  readonly parameters: readonly string[];
  readonly options?: readonly CommandOption[];
  /** What it does, in a sentence. */
  readonly doc: string;
  /** What a person is asked before; absent where nothing is lost. */
  readonly confirmation?: (parameters: readonly string[]) => string;
  /** @throws Error with a message for the person who typed it */
  run(input: CommandInput): Promise<CommandOutput>;
}
