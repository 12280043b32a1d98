#!/usr/bin/env node
import { processEnvironment } from '../options/env.js';
import { runCommand } from './run-command.js';

const { exitCode, lines } = await runCommand(process.argv.slice(2), processEnvironment);
const stream = exitCode === 0 ? process.stdout : process.stderr;
stream.write(`${lines.join('\n')}\n`);
process.exitCode = exitCode;
