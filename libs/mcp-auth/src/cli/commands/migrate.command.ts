import { serverOf } from '../administered-server.js';
import type { Command } from '../command.js';

/** Makes and changes the tables, while no replica does. */
export const migrateCommand: Command = {
  words: 'migrate',
  parameters: [],
  doc: 'Makes and changes the tables of the database that DATABASE_URL names; for `migrations: check`.',
  async run({ environment }) {
    const { migrate } = await import('../../oauth-server/persistence/typeorm/migrate.js');
    const done = await migrate(serverOf(environment).dataSource);
    const lines = done.length === 0 ? ['The tables are up to date.'] : done.map((name) => `Run: ${name}`);
    return { data: { run: done }, lines };
  },
};
