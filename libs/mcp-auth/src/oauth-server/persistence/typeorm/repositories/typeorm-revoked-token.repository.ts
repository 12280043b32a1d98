import { digestOf } from '../../../../core/secret-digest.js';
import { RevokedTokenRepository } from '../../../repositories/revoked-token.repository.js';
import { databaseTime } from '../database-time.js';
import { RevokedTokenEntity } from '../entities/revoked-token.entity.js';
import { removeExpired } from '../expired-rows.js';
import type { StoreConnection } from '../store-connection.js';

/** Revoked access tokens in a database. */
export class TypeOrmRevokedTokenRepository extends RevokedTokenRepository {
  constructor(private readonly connection: StoreConnection) {
    super();
  }

  async revoke(tokenId: string, expiresAt: number): Promise<void> {
    await this.connection.insertOnce((manager) => {
      const { ofWriting } = databaseTime(manager.dataSource);
      return manager.insert(RevokedTokenEntity, { digest: digestOf(tokenId), expiresAt, recordedAt: () => ofWriting });
    });
  }

  isRevoked(tokenId: string): Promise<boolean> {
    return this.connection.read((manager) => manager.existsBy(RevokedTokenEntity, { digest: digestOf(tokenId) }));
  }

  purgeExpired(nowMs: number, limit: number): Promise<number> {
    const columns = { key: 'digest', time: 'expiresAt' } as const;
    return this.connection.write((manager) => removeExpired(manager, RevokedTokenEntity, columns, nowMs, limit));
  }
}
