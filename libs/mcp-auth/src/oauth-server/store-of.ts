import { ModuleRef } from '@nestjs/core';
import type { Clock } from '../core/clock.js';
import { ConfigurationError } from '../core/errors/configuration-error.js';
import type { OAuthServerSettings } from './oauth-server.settings.js';
import { MemoryStore } from './persistence/memory/memory-store.js';
import type { Store } from './repositories/store.js';

/**
 * The store that the options name. TypeORM is read where it is needed, and not before: who keeps nothing needs none.
 * @throws ConfigurationError where it is not installed
 */
export async function storeOf(
  { parts: { dataSource, migrations } }: Pick<OAuthServerSettings, 'parts'>,
  moduleRef: ModuleRef,
  clock: Clock,
): Promise<Store> {
  if (dataSource === 'memory') return new MemoryStore(clock);
  try {
    const { typeOrmStore } = await import('./persistence/typeorm/index.js');
    return typeOrmStore(dataSource, migrations, moduleRef);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    if (!isMissing) throw error;
    throw new ConfigurationError([{ path: 'auth.dataSource', message: 'needs TypeORM: npm install typeorm' }]);
  }
}
