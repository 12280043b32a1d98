import type { DataSourceOptions } from 'typeorm';
import { runMigrationsAlone } from './migration-lock.js';
import { ownDataSource } from './own-data-source.js';

/** Makes and changes the tables, and nothing else. @returns names of the migrations that were run, the oldest first */
export async function migrate(options: DataSourceOptions): Promise<readonly string[]> {
  const source = await ownDataSource(options).initialize();
  try {
    return await runMigrationsAlone(source);
  } finally {
    await source.destroy();
  }
}
