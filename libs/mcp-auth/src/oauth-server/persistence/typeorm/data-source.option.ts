import type { ModuleRef } from '@nestjs/core';
import { DataSource, type DataSourceOptions } from 'typeorm';

/** Where everything is kept: options of a TypeORM DataSource, one that the application has, or the injection token of one. */
export type DataSourceOption =
  DataSourceOptions | DataSource | string | symbol | (abstract new (...given: never[]) => DataSource);

/** The options of whatever was given; of a DataSource of the application nothing else is used. */
export function dataSourceOptions(given: DataSourceOption, moduleRef: ModuleRef): DataSourceOptions {
  if (given instanceof DataSource) return given.options;
  if (typeof given === 'object') return given;
  return moduleRef.get<DataSource>(given, { strict: false }).options;
}
