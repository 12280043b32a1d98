import type { EntityManager, EntitySchema, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Revocation } from '../../../model/revocation.js';
import { RevocationRepository } from '../../../repositories/revocation.repository.js';
import { boundMs } from '../column-types.js';
import { databaseTime } from '../database-time.js';
import { RevokedTokenEntity } from '../entities/revoked-token.entity.js';
import { TokenFamilyEntity } from '../entities/token-family.entity.js';
import type { StoreConnection } from '../store-connection.js';

/** What was revoked lately, read from where it is revoked: nothing is written a second time that could be missing. */
export class TypeOrmRevocationRepository extends RevocationRepository {
  constructor(private readonly connection: StoreConnection) {
    super();
  }

  async recordedInLast(milliseconds: number): Promise<readonly Revocation[]> {
    return this.connection.read(async (manager) => [
      ...(await recentGrants(manager, milliseconds)),
      ...(await recentTokens(manager, milliseconds)),
    ]);
  }
}

async function recentGrants(manager: EntityManager, milliseconds: number): Promise<readonly Revocation[]> {
  const { ofStatement } = databaseTime(manager.dataSource);
  const rows = await recent(manager, TokenFamilyEntity, 'revocationRecordedAt', milliseconds)
    .select('row.id', 'id')
    .addSelect(`${ofStatement} - row.revocationRecordedAt`, 'age')
    .getRawMany<{ id: string; age: number | string }>();
  return rows.map(({ id, age }) => ({ of: 'grant', grantId: id, recordedAgoMs: Number(age) }));
}

async function recentTokens(manager: EntityManager, milliseconds: number): Promise<readonly Revocation[]> {
  const rows = await recent(manager, RevokedTokenEntity, 'recordedAt', milliseconds).getMany();
  return rows.map(({ digest, expiresAt }) => ({ of: 'token', tokenDigest: digest, expiresAtMs: expiresAt }));
}

function recent<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntitySchema<Row>,
  time: keyof Row & string,
  milliseconds: number,
): SelectQueryBuilder<Row> {
  const { ofStatement } = databaseTime(manager.dataSource);
  return manager.createQueryBuilder(entity, 'row').where(`row.${time} >= ${ofStatement} - :milliseconds`, {
    milliseconds: boundMs(Math.ceil(milliseconds)),
  });
}
