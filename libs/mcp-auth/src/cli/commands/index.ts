import type { Command } from '../command.js';
import { clientsCommands } from './clients.commands.js';
import { grantsCommands } from './grants.commands.js';
import { keysListCommand } from './keys-list.command.js';
import { keysRetireCommand } from './keys-retire.command.js';
import { keysRewrapCommand } from './keys-rewrap.command.js';
import { keysRotateCommand } from './keys-rotate.command.js';
import { migrateCommand } from './migrate.command.js';
import { tokensCommands } from './tokens.commands.js';
import { usersCommands } from './users.commands.js';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  migrateCommand,
  ...usersCommands,
  ...clientsCommands,
  ...grantsCommands,
  keysListCommand,
  keysRotateCommand,
  keysRetireCommand,
  keysRewrapCommand,
  ...tokensCommands,
];
