import type { DataSourceOptions } from 'typeorm';
import { connectedDataSource } from './connected-data-source.js';
import { runMigrationsAlone } from './migration-lock.js';

/** Makes and changes the tables, and nothing else. @returns names of the migrations that were run, the oldest first */
export async function migrate(options: DataSourceOptions): Promise<readonly string[]> {
  const source = await connectedDataSource(options);
  try {
    return await runMigrationsAlone(source);
  } finally {
    await source.destroy();
  }
}
