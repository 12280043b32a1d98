import { DataSource, type DataSourceOptions } from 'typeorm';
import { entities } from './entities/index.js';
import { LibsqlDatabase } from './libsql-database.js';
import { migrations } from './migrations/index.js';
import { QuietLogger } from './quiet.logger.js';

/** Begins the name of every table of the authorization server. */
export const tablePrefix = 'mcp_auth_';

/**
 * A DataSource of our own on the database that the options name: it knows our tables and no others, and never runs, sees or drops
 * anything of the application's.
 */
export function ownDataSource(options: DataSourceOptions): DataSource {
  const own = {
    ...ofPrimary(options),
    ...(options.type === 'better-sqlite3' && { driver: options.driver ?? LibsqlDatabase, enableWAL: true }),
    entities,
    migrations,
    subscribers: [],
    synchronize: false,
    dropSchema: false,
    migrationsRun: false,
    entityPrefix: tablePrefix,
    migrationsTableName: `${tablePrefix}migrations`,
    // A condition without its value must never become one that every row meets.
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    cache: false,
    logging: ['error', 'warn', 'migration'],
    logger: new QuietLogger(),
  };
  return new DataSource(own as DataSourceOptions);
}

/** What is read decides what is honoured, and a replica of the database may be behind: nothing is asked of one. */
function ofPrimary(options: DataSourceOptions): DataSourceOptions {
  if (!('replication' in options) || options.replication === undefined) return options;
  const { replication, ...rest } = options;
  return { ...rest, ...replication.master } as DataSourceOptions;
}
