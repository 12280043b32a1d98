import { digestOf } from '../../../../core/secret-digest.js';
import type { Passkey } from '../../../model/passkey.js';
import { PasskeyRepository } from '../../../repositories/passkey.repository.js';
import { PasskeyEntity, type PasskeyRow } from '../entities/passkey.entity.js';
import type { StoreConnection } from '../store-connection.js';

/** Passkeys in a database. */
export class TypeOrmPasskeyRepository extends PasskeyRepository {
  constructor(private readonly connection: StoreConnection) {
    super();
  }

  addOnce({ createdAtMs: createdAt, lastUsedAtMs, ...rest }: Passkey): Promise<boolean> {
    const { credentialId, subject } = rest;
    const digests = { credentialDigest: digestOf(credentialId), subjectDigest: digestOf(subject) };
    const row: PasskeyRow = { ...rest, ...digests, createdAt, lastUsedAt: lastUsedAtMs ?? null };
    return this.connection.insertOnce((manager) => manager.insert(PasskeyEntity, row));
  }

  async find(credentialId: string): Promise<Passkey | undefined> {
    const where = { credentialDigest: digestOf(credentialId) };
    const row = await this.connection.read((manager) => manager.findOneBy(PasskeyEntity, where));
    return row === null ? undefined : passkeyOf(row);
  }

  async listOf(subject: string): Promise<readonly Passkey[]> {
    const where = { subjectDigest: digestOf(subject) };
    const order = { createdAt: 'ASC' } as const;
    const rows = await this.connection.read((manager) => manager.find(PasskeyEntity, { where, order }));
    return rows.map(passkeyOf);
  }

  async noteUse({ credentialId, signatures, nowMs }: Parameters<PasskeyRepository['noteUse']>[0]): Promise<void> {
    const where = { credentialDigest: digestOf(credentialId) };
    const changes = { signatures, lastUsedAt: nowMs };
    await this.connection.write((manager) => manager.update(PasskeyEntity, where, changes));
  }

  async remove(credentialId: string, subject: string): Promise<boolean> {
    const where = { credentialDigest: digestOf(credentialId), subjectDigest: digestOf(subject) };
    const { affected } = await this.connection.write((manager) => manager.delete(PasskeyEntity, where));
    return affected === 1;
  }

  async removeAllOf(subject: string): Promise<void> {
    const where = { subjectDigest: digestOf(subject) };
    await this.connection.write((manager) => manager.delete(PasskeyEntity, where));
  }
}

function passkeyOf(row: PasskeyRow): Passkey {
  const { credentialId, subject, publicKey, signatures, label, createdAt, lastUsedAt } = row;
  return {
    credentialId,
    subject,
    publicKey,
    signatures,
    label,
    createdAtMs: createdAt,
    lastUsedAtMs: lastUsedAt ?? undefined,
  };
}
