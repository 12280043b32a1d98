import type { MigrationInterface, QueryRunner } from 'typeorm';
import { databaseTime } from '../database-time.js';
import { columnOf, indexOf, prefixed } from './table-of.js';

const additions = [
  { table: 'token_family', column: 'revocation_recorded_at', filledWhere: 'revoked_at IS NOT NULL' },
  { table: 'revoked_token', column: 'recorded_at', filledWhere: '1 = 1' },
] as const;

/** When something was revoked by the clock of the database, so that replicas find what is new. */
export class RevocationTimes1764240000000 implements MigrationInterface {
  readonly name = 'RevocationTimes1764240000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const { table, column, filledWhere } of additions) {
      const name = prefixed(table, queryRunner);
      await queryRunner.addColumn(name, columnOf(column, 'bigint', { isNullable: true }, queryRunner));
      const { ofStatement } = databaseTime(queryRunner.dataSource);
      await queryRunner.query(`UPDATE ${name} SET ${column} = ${ofStatement} WHERE ${filledWhere}`);
      await queryRunner.createIndex(name, indexOf(name, column, { isUnique: false }, queryRunner));
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { table, column } of additions) {
      const name = prefixed(table, queryRunner);
      await queryRunner.dropIndex(name, indexOf(name, column, { isUnique: false }, queryRunner));
      await queryRunner.dropColumn(name, column);
    }
  }
}
