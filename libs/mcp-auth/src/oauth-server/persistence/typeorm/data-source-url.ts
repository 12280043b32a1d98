import type { DataSourceOptions } from 'typeorm';

/** Options of a TypeORM DataSource that a URL says. Undefined for a database that is not supported. */
export function dataSourceOfUrl(url: string): DataSourceOptions | undefined {
  const [, scheme, rest = ''] = /^([a-z]+):(.+)$/.exec(url) ?? [];
  switch (scheme) {
    case 'sqlite':
      return { type: 'better-sqlite3', database: rest.replace(/^\/\/(?=\/)/, '') };
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
