import { MoreThan } from 'typeorm';
import type { Interaction } from '../../../model/interaction.js';
import { InteractionRepository } from '../../../repositories/interaction.repository.js';
import { InteractionEntity } from '../entities/interaction.entity.js';
import { removeExpired } from '../expired-rows.js';
import type { StoreConnection } from '../store-connection.js';

/** Authorization requests that wait for a person, in a database. */
export class TypeOrmInteractionRepository extends InteractionRepository {
  constructor(private readonly connection: StoreConnection) {
    super();
  }

  async begin({ startedAtMs: startedAt, expiresAtMs: expiresAt, ...rest }: Interaction): Promise<void> {
    await this.connection.write((manager) => manager.insert(InteractionEntity, { ...rest, startedAt, expiresAt }));
  }

  async find(digest: string): Promise<Interaction | undefined> {
    const row = await this.connection.read((manager) => manager.findOneBy(InteractionEntity, { digest }));
    if (row === null) return undefined;
    const { startedAt: startedAtMs, expiresAt: expiresAtMs, ...rest } = row;
    return { ...rest, startedAtMs, expiresAtMs };
  }

  async finishOnce(digest: string, nowMs: number): Promise<boolean> {
    const where = { digest, expiresAt: MoreThan(nowMs) };
    const { affected } = await this.connection.write((manager) => manager.delete(InteractionEntity, where));
    return affected === 1;
  }

  purgeExpired(nowMs: number, limit: number): Promise<number> {
    const columns = { key: 'digest', time: 'expiresAt' } as const;
    return this.connection.write((manager) => removeExpired(manager, InteractionEntity, columns, nowMs, limit));
  }
}
