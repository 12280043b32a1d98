import type { OpaqueToken } from '../../../model/opaque-token.js';
import { OpaqueTokenRepository } from '../../../repositories/opaque-token.repository.js';
import { OpaqueTokenEntity, type OpaqueTokenRow } from '../entities/opaque-token.entity.js';
import { TokenFamilyEntity } from '../entities/token-family.entity.js';
import { BuiltSelect } from '../built-select.js';
import { removeExpired } from '../expired-rows.js';
import type { StoreConnection } from '../store-connection.js';

/** Opaque access tokens in a database. */
export class TypeOrmOpaqueTokenRepository extends OpaqueTokenRepository {
  constructor(private readonly connection: StoreConnection) {
    super();
  }

  async store({ digest, familyId, claims, expiresAtMs: expiresAt }: OpaqueToken): Promise<void> {
    const row = { digest, familyId: familyId ?? null, claims: JSON.stringify(claims), expiresAt };
    await this.connection.write((manager) => manager.insert(OpaqueTokenEntity, row));
  }

  async find(digest: string): Promise<OpaqueToken | undefined> {
    const row = await this.connection.read((manager) => living.find(manager, { digest }));
    if (row === undefined) return undefined;
    const { familyId, claims, expiresAt: expiresAtMs } = row;
    const read = JSON.parse(claims) as Readonly<Record<string, unknown>>;
    return { digest, claims: read, expiresAtMs, familyId: familyId ?? undefined };
  }

  async remove(digest: string): Promise<void> {
    await this.connection.write((manager) => manager.delete(OpaqueTokenEntity, { digest }));
  }

  purgeExpired(nowMs: number, limit: number): Promise<number> {
    const columns = { key: 'digest', time: 'expiresAt' } as const;
    return this.connection.write((manager) => removeExpired(manager, OpaqueTokenEntity, columns, nowMs, limit));
  }
}

/** The token of a login that lives, or of none. */
const living = new BuiltSelect<OpaqueTokenRow, 'digest'>(OpaqueTokenEntity, (select, value) =>
  select
    .leftJoin(TokenFamilyEntity.options.name, 'family', 'family.id = row.familyId')
    .where('row.digest = :digest', { digest: value('digest') })
    .andWhere('(row.familyId IS NULL OR (family.id IS NOT NULL AND family.revokedAt IS NULL))'),
);
