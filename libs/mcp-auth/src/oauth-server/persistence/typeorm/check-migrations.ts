import { MigrationExecutor, type DataSource, type QueryRunner } from 'typeorm';
import { ConfigurationError } from '../../../core/errors/configuration-error.js';

/**
 * Looks whether the tables are those that this version needs, and changes nothing. What is there beside them is of a later version,
 * and harms nobody.
 * @throws ConfigurationError where a migration is missing
 */
export async function checkMigrations(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    const executed = await executedMigrations(source, runner);
    const missing = source.migrations.map(({ name }) => name ?? '').filter((name) => !executed.has(name));
    if (missing.length === 0) return;
    const message = `the database lacks ${missing.join(', ')}: run "npx nestjs-mcp-auth migrate"`;
    throw new ConfigurationError([{ path: 'auth.migrations', message }]);
  } finally {
    await runner.release();
  }
}

/** Names. TypeORM alone would make the table in which they stand. */
async function executedMigrations(source: DataSource, runner: QueryRunner): Promise<ReadonlySet<string>> {
  const hasTable = await runner.hasTable(source.options.migrationsTableName ?? 'migrations');
  if (!hasTable) return new Set();
  const executed = await new MigrationExecutor(source, runner).getExecutedMigrations();
  return new Set(executed.map(({ name }) => name));
}
