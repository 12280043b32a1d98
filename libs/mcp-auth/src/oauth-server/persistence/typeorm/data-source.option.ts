import type { DataSource, DataSourceOptions } from 'typeorm';

/** Where everything is kept: options of a TypeORM DataSource, one that the application has, or the injection token of one. */
export type DataSourceOption =
  DataSourceOptions | DataSource | string | symbol | (abstract new (...given: never[]) => DataSource);
