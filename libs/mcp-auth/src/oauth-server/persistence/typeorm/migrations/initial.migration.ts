import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tableOf, type TableDescription } from './table-of.js';

const tables: readonly TableDescription[] = [
  {
    name: 'token_family',
    primary: 'id',
    columns: {
      id: 'word',
      client_id: 'text',
      subject: 'text',
      scope: 'text',
      resources: 'text',
      authenticated_at: 'bigint',
      code_digest: 'word',
      redirect_uri: 'text',
      redirect_uri_named: 'word',
      code_challenge: 'word',
      code_expires_at: 'bigint',
      redeemed_at: 'bigint',
      lineage_digest: 'word',
      current_digest: 'word',
      previous_digest: 'word',
      sealed_successor: 'text',
      rotated_at: 'bigint',
      idle_expires_at: 'bigint',
      expires_at: 'bigint',
      revoked_at: 'bigint',
      purgeable_at: 'bigint',
    },
    nullable: [
      'redeemed_at',
      'lineage_digest',
      'current_digest',
      'previous_digest',
      'sealed_successor',
      'rotated_at',
      'idle_expires_at',
      'expires_at',
      'revoked_at',
    ],
    unique: ['code_digest', 'lineage_digest'],
    indexed: ['purgeable_at'],
  },
  {
    name: 'client',
    primary: 'client_digest',
    columns: {
      client_digest: 'word',
      client: 'text',
      fingerprint: 'word',
      repetition_key: 'word',
      management_digest: 'word',
      registered_at: 'bigint',
      used_at: 'bigint',
    },
    nullable: ['fingerprint', 'repetition_key', 'management_digest', 'registered_at', 'used_at'],
    unique: ['repetition_key'],
    indexed: ['fingerprint', 'registered_at'],
  },
  {
    name: 'consent',
    primary: 'id',
    columns: {
      id: 'word',
      consent_digest: 'word',
      connection_digest: 'word',
      subject: 'text',
      client_id: 'text',
      resource: 'text',
      scope: 'text',
      granted_at: 'bigint',
    },
    indexed: ['consent_digest', 'connection_digest'],
  },
  {
    name: 'pushed_request',
    primary: 'digest',
    columns: { digest: 'word', client_id: 'text', parameters: 'text', expires_at: 'bigint' },
    indexed: ['expires_at'],
  },
  {
    name: 'assertion_use',
    primary: 'digest',
    columns: { digest: 'word', expires_at: 'bigint' },
    indexed: ['expires_at'],
  },
  {
    name: 'revoked_token',
    primary: 'digest',
    columns: { digest: 'word', expires_at: 'bigint' },
    indexed: ['expires_at'],
  },
  {
    name: 'opaque_token',
    primary: 'digest',
    columns: { digest: 'word', family_id: 'word', claims: 'text', expires_at: 'bigint' },
    nullable: ['family_id'],
    indexed: ['expires_at'],
  },
  {
    name: 'signing_key',
    primary: 'key_id',
    columns: {
      key_id: 'word',
      algorithm: 'word',
      generation: 'integer',
      public_jwk: 'text',
      sealed_private_key: 'text',
      created_at: 'bigint',
    },
    unique: ['generation'],
  },
];

/** The first tables. */
export class Initial1764180000000 implements MigrationInterface {
  readonly name = 'Initial1764180000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of tables) await queryRunner.createTable(tableOf(table, queryRunner));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of tables) await queryRunner.dropTable(tableOf(table, queryRunner));
  }
}
