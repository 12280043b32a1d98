import type { DataSourceOptions } from 'typeorm';
import { LibsqlDatabase } from './libsql-database.js';

/**
 * Options of a TypeORM DataSource that a URL says, such as `DATABASE_URL`, for tables of the application's beside ours.
 * @returns undefined for a database that is not supported
 */
export function dataSourceOfUrl(url: string): DataSourceOptions | undefined {
  const [, scheme, rest = ''] = /^([a-z]+):(.+)$/.exec(url) ?? [];
  switch (scheme) {
    case 'sqlite':
      return {
        type: 'better-sqlite3',
        database: rest.replace(/^\/\/(?=\/)/, ''),
        driver: LibsqlDatabase,
        enableWAL: true,
      };
    case 'postgres':
    case 'postgresql':
      return { type: 'postgres', url };
    case 'mysql':
    case 'mariadb':
      return { type: 'mariadb', url };
    default:
      return undefined;
  }
}
