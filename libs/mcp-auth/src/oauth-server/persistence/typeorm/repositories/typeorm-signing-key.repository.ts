import { In } from 'typeorm';
import { signingAlgorithms, type SigningKey } from '../../../model/signing-key.js';
import { SigningKeyRepository } from '../../../repositories/signing-key.repository.js';
import { SigningKeyEntity, type SigningKeyRow } from '../entities/signing-key.entity.js';
import type { StoreConnection } from '../store-connection.js';

/** Signing keys in a database: one per generation, whoever makes them. */
export class TypeOrmSigningKeyRepository extends SigningKeyRepository {
  constructor(private readonly connection: StoreConnection) {
    super();
  }

  async list(): Promise<readonly SigningKey[]> {
    const order = { generation: 'DESC' } as const;
    const rows = await this.connection.read((manager) => manager.find(SigningKeyEntity, { order }));
    return rows.flatMap(keyFromRow);
  }

  addOnce({ publicJwk, createdAtMs: createdAt, ...key }: SigningKey): Promise<boolean> {
    const row = { ...key, publicJwk: JSON.stringify(publicJwk), createdAt };
    return this.connection.insertOnce((manager) => manager.insert(SigningKeyEntity, row));
  }

  async reseal({ keyId, from: sealedPrivateKey, to }: { keyId: string; from: string; to: string }): Promise<void> {
    const where = { keyId, sealedPrivateKey };
    await this.connection.write((manager) => manager.update(SigningKeyEntity, where, { sealedPrivateKey: to }));
  }

  async remove(keyIds: readonly string[]): Promise<void> {
    if (keyIds.length === 0) return;
    await this.connection.write((manager) => manager.delete(SigningKeyEntity, { keyId: In([...keyIds]) }));
  }
}

function keyFromRow({ publicJwk, createdAt, algorithm: name, ...row }: SigningKeyRow): readonly SigningKey[] {
  const algorithm = signingAlgorithms.find((one) => one === name);
  if (algorithm === undefined) return [];
  const jwk = JSON.parse(publicJwk) as Readonly<Record<string, unknown>>;
  return [{ ...row, algorithm, publicJwk: jwk, createdAtMs: createdAt }];
}
