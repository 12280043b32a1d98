#!/usr/bin/env node
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { processEnvironment } from '../options/env.js';
import { runCommand } from './run-command.js';

async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} Type "yes": `);
  terminal.close();
  return answer.trim().toLowerCase() === 'yes';
}

const { exitCode, lines } = await runCommand(process.argv.slice(2), processEnvironment, {
  confirm: process.stdin.isTTY ? confirm : undefined,
  note: (line) => process.stderr.write(`audit: ${line}\n`),
  standardInput: () => text(process.stdin),
});
const stream = exitCode === 0 ? process.stdout : process.stderr;
stream.write(`${lines.join('\n')}\n`);
process.exitCode = exitCode;
