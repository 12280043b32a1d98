import { AssertionUseRepository } from '../../../repositories/assertion-use.repository.js';
import { AssertionUseEntity } from '../entities/assertion-use.entity.js';
import { removeExpired } from '../expired-rows.js';
import type { StoreConnection } from '../store-connection.js';

/** Used assertions in a database: its primary key decides whose use was the first. */
export class TypeOrmAssertionUseRepository extends AssertionUseRepository {
  constructor(private readonly connection: StoreConnection) {
    super();
  }

  useOnce(digest: string, expiresAt: number): Promise<boolean> {
    return this.connection.insertOnce((manager) => manager.insert(AssertionUseEntity, { digest, expiresAt }));
  }

  purgeExpired(nowMs: number, limit: number): Promise<number> {
    const columns = { key: 'digest', time: 'expiresAt' } as const;
    return this.connection.write((manager) => removeExpired(manager, AssertionUseEntity, columns, nowMs, limit));
  }
}
