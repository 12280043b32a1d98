import { setTimeout } from 'node:timers/promises';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { ownDataSource } from './own-data-source.js';

const maxAttempts = 200;
const retryAfterMs = 25;

/** Connects. Of processes that open a new SQLite file at the same moment one changes its journal; the others wait for that. */
export async function connectedDataSource(options: DataSourceOptions): Promise<DataSource> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ownDataSource(options).initialize();
    } catch (error) {
      const isLocked = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
      if (!isLocked || attempt >= maxAttempts) throw error;
      await setTimeout(retryAfterMs);
    }
  }
}
