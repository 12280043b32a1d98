import type { Environment } from '../options/env.js';
import type { Command } from './command.js';
import { commands } from './commands/index.js';

/** What a command says, and how it ends: 0 done, 1 failed, 2 not understood. */
export interface CommandEnd {
  readonly exitCode: 0 | 1 | 2;
  readonly lines: readonly string[];
}

/** Runs what was typed after `nestjs-mcp-auth`. */
export async function runCommand(words: readonly string[], environment: Environment): Promise<CommandEnd> {
  if (words.length === 0 || words.includes('--help')) return { exitCode: 0, lines: help() };
  const command = commands.find((one) => isCalled(one, words));
  const given = words.slice(command?.words.split(' ').length);
  if (command === undefined || given.length !== command.parameters.length)
    return { exitCode: 2, lines: [`There is no command "${words.join(' ')}".`, '', ...help()] };
  try {
    return { exitCode: 0, lines: await command.run(given, environment) };
  } catch (error) {
    return { exitCode: 1, lines: [messageOf(error)] };
  }
}

function isCalled(command: Command, words: readonly string[]): boolean {
  return command.words.split(' ').every((word, index) => words[index] === word);
}

function help(): readonly string[] {
  const lines = commands.flatMap(({ words, parameters, doc }) => [
    `  nestjs-mcp-auth ${[words, ...parameters].join(' ')}`,
    `      ${doc}`,
  ]);
  const environment = [
    'The environment says which server: DATABASE_URL, and MCP_AUTH_OAUTH_SERVER_ENCRYPTION_KEYS',
    'or MCP_AUTH_OAUTH_SERVER_ENCRYPTION_KEYS_FILE.',
  ];
  return ['Commands:', ...lines, '', ...environment];
}

function messageOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')
    return 'This command needs TypeORM: npm install typeorm, and the driver of the database';
  return error instanceof Error ? error.message : String(error);
}
