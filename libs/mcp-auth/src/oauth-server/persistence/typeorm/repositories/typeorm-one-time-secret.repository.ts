import { MoreThan } from 'typeorm';
import { digestOf } from '../../../../core/secret-digest.js';
import type { OneTimePurpose, OneTimeSecret } from '../../../model/one-time-secret.js';
import { OneTimeSecretRepository } from '../../../repositories/one-time-secret.repository.js';
import { OneTimeSecretEntity } from '../entities/one-time-secret.entity.js';
import { removeExpired } from '../expired-rows.js';
import type { StoreConnection } from '../store-connection.js';

/** Secrets that do one thing once, in a database. */
export class TypeOrmOneTimeSecretRepository extends OneTimeSecretRepository {
  constructor(private readonly connection: StoreConnection) {
    super();
  }

  async store(secrets: readonly OneTimeSecret[]): Promise<void> {
    const rows = secrets.map(({ expiresAtMs: expiresAt, ...rest }) => {
      return { ...rest, subjectDigest: digestOf(rest.subject), expiresAt };
    });
    await this.connection.write((manager) => manager.insert(OneTimeSecretEntity, rows));
  }

  async find(digest: string): Promise<OneTimeSecret | undefined> {
    const row = await this.connection.read((manager) => manager.findOneBy(OneTimeSecretEntity, { digest }));
    if (row === null) return undefined;
    const { subject, purpose, expiresAt: expiresAtMs } = row;
    return { digest, subject, purpose: purpose as OneTimePurpose, expiresAtMs };
  }

  async spendOnce(digest: string, nowMs: number): Promise<boolean> {
    const where = { digest, expiresAt: MoreThan(nowMs) };
    const { affected } = await this.connection.write((manager) => manager.delete(OneTimeSecretEntity, where));
    return affected === 1;
  }

  countOf(subject: string, purpose: OneTimePurpose): Promise<number> {
    const where = { subjectDigest: digestOf(subject), purpose };
    return this.connection.read((manager) => manager.countBy(OneTimeSecretEntity, where));
  }

  async forgetAllOf(subject: string, purpose?: OneTimePurpose): Promise<void> {
    const where = { subjectDigest: digestOf(subject), ...(purpose && { purpose }) };
    await this.connection.write((manager) => manager.delete(OneTimeSecretEntity, where));
  }

  purgeExpired(nowMs: number, limit: number): Promise<number> {
    const columns = { key: 'digest', time: 'expiresAt' } as const;
    return this.connection.write((manager) => removeExpired(manager, OneTimeSecretEntity, columns, nowMs, limit));
  }
}
