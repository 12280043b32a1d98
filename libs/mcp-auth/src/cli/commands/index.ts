import type { Command } from '../command.js';
import { keysListCommand } from './keys-list.command.js';
import { keysRetireCommand } from './keys-retire.command.js';
import { keysRewrapCommand } from './keys-rewrap.command.js';
import { migrateCommand } from './migrate.command.js';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [migrateCommand, keysListCommand, keysRewrapCommand, keysRetireCommand];
