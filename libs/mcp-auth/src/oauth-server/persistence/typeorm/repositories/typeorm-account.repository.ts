import type { FindOptionsWhere } from 'typeorm';
import { digestOf } from '../../../../core/secret-digest.js';
import { usernameKey, type Account, type AccountChanges } from '../../../model/account.js';
import { AccountRepository } from '../../../repositories/account.repository.js';
import { AccountEntity, type AccountRow } from '../entities/account.entity.js';
import type { StoreConnection } from '../store-connection.js';

/** People of the ready user store, in a database. */
export class TypeOrmAccountRepository extends AccountRepository {
  constructor(private readonly connection: StoreConnection) {
    super();
  }

  createOnce(account: Account): Promise<boolean> {
    return this.connection.insertOnce((manager) => manager.insert(AccountEntity, rowOf(account)));
  }

  find(subject: string): Promise<Account | undefined> {
    return this.findBy({ subjectDigest: digestOf(subject) });
  }

  findByUsername(username: string): Promise<Account | undefined> {
    return this.findBy({ usernameDigest: digestOf(usernameKey(username)) });
  }

  async list(): Promise<readonly Account[]> {
    const rows = await this.connection.read((manager) => manager.find(AccountEntity, { order: { username: 'ASC' } }));
    return rows.map(accountOf);
  }

  async change(subject: string, { roles, ...changes }: AccountChanges): Promise<boolean> {
    const all = { ...changes, ...(roles && { roles: JSON.stringify(roles) }) };
    if (Object.keys(all).length === 0) return (await this.find(subject)) !== undefined;
    const where = { subjectDigest: digestOf(subject) };
    const { affected } = await this.connection.write((manager) => manager.update(AccountEntity, where, all));
    return affected === 1;
  }

  async useTotpStep(subject: string, step: number): Promise<boolean> {
    const { affected } = await this.connection.write((manager) =>
      manager
        .createQueryBuilder()
        .update(AccountEntity)
        .set({ lastTotpStep: step })
        .where('subject_digest = :subjectDigest', { subjectDigest: digestOf(subject) })
        .andWhere('(last_totp_step IS NULL OR last_totp_step < :step)', { step })
        .execute(),
    );
    return affected === 1;
  }

  async rehash({ subject, from, to }: { subject: string; from: string; to: string }): Promise<void> {
    const where = { subjectDigest: digestOf(subject), passwordHash: from };
    await this.connection.write((manager) => manager.update(AccountEntity, where, { passwordHash: to }));
  }

  async resealTotp({ subject, from, to }: { subject: string; from: string; to: string }): Promise<void> {
    const where = { subjectDigest: digestOf(subject), sealedTotpSecret: from };
    await this.connection.write((manager) => manager.update(AccountEntity, where, { sealedTotpSecret: to }));
  }

  async remove(subject: string): Promise<boolean> {
    const where = { subjectDigest: digestOf(subject) };
    const { affected } = await this.connection.write((manager) => manager.delete(AccountEntity, where));
    return affected === 1;
  }

  private async findBy(where: FindOptionsWhere<AccountRow>): Promise<Account | undefined> {
    const row = await this.connection.read((manager) => manager.findOneBy(AccountEntity, where));
    return row === null ? undefined : accountOf(row);
  }
}

function rowOf(account: Account): AccountRow {
  const { subject, username, displayName = null, email = null, passwordHash = null, roles, status } = account;
  return {
    subjectDigest: digestOf(subject),
    subject,
    usernameDigest: digestOf(usernameKey(username)),
    username,
    displayName,
    email,
    passwordHash,
    roles: JSON.stringify(roles),
    status,
    createdAt: account.createdAtMs,
    sealedTotpSecret: account.sealedTotpSecret ?? null,
    lastTotpStep: null,
  };
}

function accountOf(row: AccountRow): Account {
  const { subject, username, displayName, email, passwordHash, roles, status, createdAt, sealedTotpSecret } = row;
  return {
    subject,
    username,
    displayName: displayName ?? undefined,
    email: email ?? undefined,
    passwordHash: passwordHash ?? undefined,
    roles: JSON.parse(roles) as string[],
    status: status === 'active' ? 'active' : 'disabled',
    createdAtMs: createdAt,
    sealedTotpSecret: sealedTotpSecret ?? undefined,
  };
}
