import type { ModuleRef } from '@nestjs/core';
import type { Store } from '../../repositories/store.js';
import { dataSourceOptions, type DataSourceOption } from './data-source.option.js';
import { TypeOrmStore } from './typeorm-store.js';

/** A store in the database that the option names. */
export function typeOrmStore(dataSource: DataSourceOption, migrations: 'run' | 'check', moduleRef: ModuleRef): Store {
  return new TypeOrmStore(() => dataSourceOptions(dataSource, moduleRef), migrations);
}
