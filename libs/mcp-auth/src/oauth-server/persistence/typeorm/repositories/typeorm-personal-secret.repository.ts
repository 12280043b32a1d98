import { MoreThan } from 'typeorm';
import { digestOf } from '../../../../core/secret-digest.js';
import type { PersonalSecretPurpose, PersonalSecret } from '../../../model/personal-secret.js';
import { PersonalSecretRepository } from '../../../repositories/personal-secret.repository.js';
import { PersonalSecretEntity } from '../entities/personal-secret.entity.js';
import { removeExpired } from '../expired-rows.js';
import type { StoreConnection } from '../store-connection.js';

/** Secrets of people, in a database. */
export class TypeOrmPersonalSecretRepository extends PersonalSecretRepository {
  constructor(private readonly connection: StoreConnection) {
    super();
  }

  async store(secrets: readonly PersonalSecret[]): Promise<void> {
    const rows = secrets.map(({ expiresAtMs: expiresAt, ...rest }) => {
      return { ...rest, subjectDigest: digestOf(rest.subject), expiresAt };
    });
    await this.connection.write((manager) => manager.insert(PersonalSecretEntity, rows));
  }

  async find(digest: string): Promise<PersonalSecret | undefined> {
    const row = await this.connection.read((manager) => manager.findOneBy(PersonalSecretEntity, { digest }));
    if (row === null) return undefined;
    const { subject, purpose, expiresAt: expiresAtMs } = row;
    return { digest, subject, purpose: purpose as PersonalSecretPurpose, expiresAtMs };
  }

  async spendOnce(digest: string, nowMs: number): Promise<boolean> {
    const where = { digest, expiresAt: MoreThan(nowMs) };
    const { affected } = await this.connection.write((manager) => manager.delete(PersonalSecretEntity, where));
    return affected === 1;
  }

  countOf(subject: string, purpose: PersonalSecretPurpose): Promise<number> {
    const where = { subjectDigest: digestOf(subject), purpose };
    return this.connection.read((manager) => manager.countBy(PersonalSecretEntity, where));
  }

  async forgetAllOf(subject: string, purpose?: PersonalSecretPurpose): Promise<void> {
    const where = { subjectDigest: digestOf(subject), ...(purpose && { purpose }) };
    await this.connection.write((manager) => manager.delete(PersonalSecretEntity, where));
  }

  purgeExpired(nowMs: number, limit: number): Promise<number> {
    const columns = { key: 'digest', time: 'expiresAt' } as const;
    return this.connection.write((manager) => removeExpired(manager, PersonalSecretEntity, columns, nowMs, limit));
  }
}
