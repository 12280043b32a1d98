import { parseArgs } from 'node:util';
import type { Environment } from '../options/env.js';
import type { Command, CommandInput } from './command.js';
import { commands } from './commands/index.js';
import { help } from './help.js';

/** What a command says, and how it ends: 0 done, 1 failed, 2 not understood. */
export interface CommandEnd {
  readonly exitCode: 0 | 1 | 2;
  readonly lines: readonly string[];
}

/** Where a command is typed. */
export interface Terminal {
  /** Asks the person; undefined where nobody is there. */
  readonly confirm?: ((question: string) => Promise<boolean>) | undefined;
  /** Takes audit events, a line each. */
  readonly note: (line: string) => void;
  /** Reads to the end of standard input; absent where there is none. */
  readonly standardInput?: () => Promise<string>;
}

/** Runs what was typed after `nestjs-mcp-auth`. */
export async function runCommand(
  words: readonly string[],
  environment: Environment,
  terminal: Terminal,
): Promise<CommandEnd> {
  if (words.length === 0 || words.includes('--help')) return { exitCode: 0, lines: help() };
  const command = commands.find((one) => isCalled(one, words));
  const { note, standardInput = () => Promise.resolve('') } = terminal;
  const around = { environment, note, standardInput };
  const said = command && parsed(command, words.slice(command.words.split(' ').length), around);
  if (command === undefined || said === undefined) return notUnderstood(words);
  try {
    if (!said.isSure) await confirmed(command, said.input, terminal);
    const { lines, data } = await command.run(said.input);
    return { exitCode: 0, lines: said.form === 'json' ? [JSON.stringify(data, null, 2)] : lines };
  } catch (error) {
    return { exitCode: 1, lines: [messageOf(error)] };
  }
}

function notUnderstood(words: readonly string[]): CommandEnd {
  return { exitCode: 2, lines: [`There is no command "${words.join(' ')}".`, '', ...help()] };
}

function isCalled(command: Command, words: readonly string[]): boolean {
  return command.words.split(' ').every((word, index) => words[index] === word);
}

interface Said {
  readonly input: CommandInput;
  readonly form: 'json' | 'text';
  readonly isSure: boolean;
}

function parsed(
  { parameters, options = [] }: Command,
  words: readonly string[],
  around: Omit<CommandInput, 'parameters' | 'options'>,
) {
  try {
    const own = options.map(({ name }) => [name, { type: 'string', multiple: true }] as const);
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { ...Object.fromEntries(own), json: { type: 'boolean' }, yes: { type: 'boolean' } },
    });
    const { json, yes, ...given } = values as Readonly<Record<string, boolean | string[] | undefined>>;
    const isComplete = positionals.length === parameters.length;
    const isRepeated = options.some(({ name, repeatable }) => [given[name]].flat().length > 1 && repeatable !== true);
    if (!isComplete || isRepeated) return undefined;
    const input = { parameters: positionals, options: given as CommandInput['options'], ...around };
    return { input, form: json === true ? 'json' : 'text', isSure: yes === true } satisfies Said;
  } catch {
    return undefined;
  }
}

async function confirmed(
  { confirmation }: Command,
  { parameters }: CommandInput,
  { confirm }: Terminal,
): Promise<void> {
  if (confirmation === undefined) return;
  if (confirm === undefined) throw new Error('Nobody is there to be asked: say --yes where you are sure');
  if (!(await confirm(confirmation(parameters)))) throw new Error('Nothing was done');
}

function messageOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')
    return 'This command needs TypeORM: npm install typeorm, and the driver of the database';
  return error instanceof Error ? error.message : String(error);
}
