import { MoreThan } from 'typeorm';
import type { PushedRequest } from '../../../model/pushed-request.js';
import { PushedRequestRepository } from '../../../repositories/pushed-request.repository.js';
import { PushedRequestEntity } from '../entities/pushed-request.entity.js';
import { removeExpired } from '../expired-rows.js';
import type { StoreConnection } from '../store-connection.js';

/** Deposited authorization requests in a database. */
export class TypeOrmPushedRequestRepository extends PushedRequestRepository {
  constructor(private readonly connection: StoreConnection) {
    super();
  }

  async store({ digest, clientId, parameters, expiresAtMs: expiresAt }: PushedRequest): Promise<void> {
    const row = { digest, clientId, parameters, expiresAt };
    await this.connection.write((manager) => manager.insert(PushedRequestEntity, row));
  }

  async find(digest: string): Promise<PushedRequest | undefined> {
    const row = await this.connection.read((manager) => manager.findOneBy(PushedRequestEntity, { digest }));
    if (row === null) return undefined;
    const { clientId, parameters, expiresAt: expiresAtMs } = row;
    return { digest, clientId, parameters, expiresAtMs };
  }

  async spendOnce(digest: string, nowMs: number): Promise<boolean> {
    const where = { digest, expiresAt: MoreThan(nowMs) };
    const { affected } = await this.connection.write((manager) => manager.delete(PushedRequestEntity, where));
    return affected === 1;
  }

  purgeExpired(nowMs: number, limit: number): Promise<number> {
    const columns = { key: 'digest', time: 'expiresAt' } as const;
    return this.connection.write((manager) => removeExpired(manager, PushedRequestEntity, columns, nowMs, limit));
  }
}
