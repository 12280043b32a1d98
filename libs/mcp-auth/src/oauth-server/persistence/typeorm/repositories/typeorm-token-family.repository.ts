import { IsNull, type FindOptionsWhere, type UpdateResult } from 'typeorm';
import { digestOf } from '../../../../core/secret-digest.js';
import type { TokenFamily } from '../../../model/token-family.js';
import {
  TokenFamilyRepository,
  type GrantHolder,
  type Redemption,
  type Rotation,
} from '../../../repositories/token-family.repository.js';
import type { BuiltSelect } from '../built-select.js';
import { databaseTime } from '../database-time.js';
import { TokenFamilyEntity, type TokenFamilyRow } from '../entities/token-family.entity.js';
import { removeExpired } from '../expired-rows.js';
import type { StoreConnection } from '../store-connection.js';
import { familyFromRow, rowFromFamily } from './token-family.row.js';
import { byCode, byId, byLineage, insertion, redemption, rotation } from './token-family.statements.js';

/** Families in a database. Each verb that happens once is one conditional UPDATE, whose count names the winner. */
export class TypeOrmTokenFamilyRepository extends TokenFamilyRepository {
  constructor(private readonly connection: StoreConnection) {
    super();
  }

  async begin(family: TokenFamily): Promise<void> {
    await this.connection.write((manager) => insertion.run(manager, rowFromFamily(family)));
  }

  find(id: string): Promise<TokenFamily | undefined> {
    return this.findBy(byId, id);
  }

  findByCode(codeDigest: string): Promise<TokenFamily | undefined> {
    return this.findBy(byCode, codeDigest);
  }

  findByLineage(lineageDigest: string): Promise<TokenFamily | undefined> {
    return this.findBy(byLineage, lineageDigest);
  }

  async findAlive(holder: GrantHolder): Promise<readonly TokenFamily[]> {
    const isAlive = { revokedAt: IsNull() };
    const rows = await this.connection.read((manager) =>
      manager.findBy(
        TokenFamilyEntity,
        whereHeldBy(holder).map((held) => ({ ...held, ...isAlive })),
      ),
    );
    // A collation may take two names for one.
    return rows.map(familyFromRow).filter((family) => isOf(holder, family));
  }

  async redeemOnce({ familyId, nowMs, refresh, purgeableAtMs }: Redemption): Promise<boolean> {
    const values = {
      familyId,
      nowMs,
      lineageDigest: refresh?.lineageDigest ?? null,
      currentDigest: refresh?.currentDigest ?? null,
      idleExpiresAt: refresh?.idleExpiresAtMs ?? null,
      expiresAt: refresh?.expiresAtMs ?? null,
      purgeableAt: purgeableAtMs,
    };
    return isOne(await this.connection.write((manager) => redemption.run(manager, values)));
  }

  async rotate({ idleExpiresAtMs: idleExpiresAt, ...values }: Rotation): Promise<boolean> {
    return isOne(await this.connection.write((manager) => rotation.run(manager, { ...values, idleExpiresAt })));
  }

  async revoke(id: string, nowMs: number): Promise<boolean> {
    return this.connection.write(async (manager) => {
      const { ofWriting } = databaseTime(manager.dataSource);
      const changes = { revokedAt: nowMs, revocationRecordedAt: () => ofWriting };
      const update = manager.createQueryBuilder().update(TokenFamilyEntity).set(changes);
      return isOne(await update.where('id = :id', { id }).andWhere('revoked_at IS NULL').execute());
    });
  }

  purgeExpired(nowMs: number, limit: number): Promise<number> {
    const columns = { key: 'id', time: 'purgeableAt' } as const;
    return this.connection.write((manager) => removeExpired(manager, TokenFamilyEntity, columns, nowMs, limit));
  }

  private async findBy(
    select: BuiltSelect<TokenFamilyRow, 'sought'>,
    sought: string,
  ): Promise<TokenFamily | undefined> {
    const row = await this.connection.read((manager) => select.find(manager, { sought }));
    return row && familyFromRow(row);
  }
}

/** By the index of people where one is named; rows of earlier releases are in none. */
function whereHeldBy({ subject, clientId }: GrantHolder): readonly FindOptionsWhere<TokenFamilyRow>[] {
  const ofClient = clientId === undefined ? {} : { clientId };
  return subject === undefined
    ? [ofClient]
    : [
        { subjectDigest: digestOf(subject), ...ofClient },
        { subjectDigest: IsNull(), subject, ...ofClient },
      ];
}

function isOf({ subject, clientId }: GrantHolder, family: TokenFamily): boolean {
  return [undefined, family.subject].includes(subject) && [undefined, family.clientId].includes(clientId);
}

function isOne({ affected }: Pick<UpdateResult, 'affected'>): boolean {
  return affected === 1;
}
