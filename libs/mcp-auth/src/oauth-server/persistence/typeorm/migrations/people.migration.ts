import type { MigrationInterface, QueryRunner } from 'typeorm';
import { digestOf } from '../../../../core/secret-digest.js';
import { columnOf, indexOf, prefixed, tableOf, type TableDescription } from './table-of.js';

const tables: readonly TableDescription[] = [
  {
    name: 'interaction',
    primary: 'digest',
    columns: {
      digest: 'word',
      browser_digest: 'word',
      parameters: 'text',
      started_at: 'bigint',
      expires_at: 'bigint',
    },
    indexed: ['expires_at'],
  },
  {
    name: 'browser_session',
    primary: 'digest',
    columns: {
      digest: 'word',
      subject: 'text',
      subject_digest: 'word',
      methods: 'word',
      authenticated_at: 'bigint',
      user_agent: 'text',
      last_seen_at: 'bigint',
      idle_expires_at: 'bigint',
      expires_at: 'bigint',
    },
    indexed: ['subject_digest', 'idle_expires_at'],
  },
  {
    name: 'account',
    primary: 'subject_digest',
    columns: {
      subject_digest: 'word',
      subject: 'text',
      username_digest: 'word',
      username: 'text',
      display_name: 'text',
      email: 'text',
      password_hash: 'text',
      roles: 'text',
      status: 'word',
      created_at: 'bigint',
      sealed_totp_secret: 'text',
      last_totp_step: 'integer',
    },
    nullable: ['display_name', 'email', 'password_hash', 'sealed_totp_secret', 'last_totp_step'],
    unique: ['username_digest'],
  },
  {
    name: 'passkey',
    primary: 'credential_digest',
    columns: {
      credential_digest: 'word',
      credential_id: 'text',
      subject: 'text',
      subject_digest: 'word',
      public_key: 'text',
      signatures: 'bigint',
      label: 'text',
      created_at: 'bigint',
      last_used_at: 'bigint',
    },
    nullable: ['last_used_at'],
    indexed: ['subject_digest'],
  },
  {
    name: 'personal_secret',
    primary: 'digest',
    columns: { digest: 'word', purpose: 'word', subject: 'text', subject_digest: 'word', expires_at: 'bigint' },
    indexed: ['subject_digest', 'expires_at'],
  },
  {
    name: 'attempt',
    primary: 'key_digest',
    columns: { key_digest: 'word', tries: 'integer', blocked_until: 'bigint', expires_at: 'bigint' },
    indexed: ['expires_at'],
  },
];

/** Tables whose rows belong to people. */
const ofPeople = [
  { table: 'token_family', key: 'id' },
  { table: 'consent', key: 'id' },
] as const;

const batchSize = 500;

/** People: their accounts, sessions and pages; and which logins and consents are theirs, without reading all of them. */
export class People1764280000000 implements MigrationInterface {
  readonly name = 'People1764280000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of tables) await queryRunner.createTable(tableOf(table, queryRunner));
    for (const { table, key } of ofPeople) {
      const name = prefixed(table, queryRunner);
      await queryRunner.addColumn(name, columnOf('subject_digest', 'word', { isNullable: true }, queryRunner));
      await fillSubjectDigests(name, key, queryRunner);
      await queryRunner.createIndex(name, indexOf(name, 'subject_digest', { isUnique: false }, queryRunner));
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { table } of ofPeople) {
      const name = prefixed(table, queryRunner);
      await queryRunner.dropIndex(name, indexOf(name, 'subject_digest', { isUnique: false }, queryRunner));
      await queryRunner.dropColumn(name, 'subject_digest');
    }
    for (const table of tables) await queryRunner.dropTable(tableOf(table, queryRunner));
  }
}

/** SQLite has no SHA-256, so it is made here. */
async function fillSubjectDigests(table: string, key: string, { dataSource, manager }: QueryRunner): Promise<void> {
  const placeholder = (index: number) => dataSource.driver.createParameter(`p${index}`, index);
  for (;;) {
    const rows = await manager.query<{ id: string; subject: string }[]>(
      `SELECT ${key} AS id, subject FROM ${table} WHERE subject_digest IS NULL LIMIT ${batchSize}`,
    );
    for (const { id, subject } of rows) {
      const sql = `UPDATE ${table} SET subject_digest = ${placeholder(0)} WHERE ${key} = ${placeholder(1)}`;
      await manager.query(sql, [digestOf(subject), id]);
    }
    if (rows.length < batchSize) return;
  }
}
