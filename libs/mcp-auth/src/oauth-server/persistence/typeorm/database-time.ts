import type { DataSource } from 'typeorm';

/** SQL for the time of the database in milliseconds since the epoch: one clock for all replicas, whatever theirs say. */
export interface DatabaseTime {
  /** The same all through a statement, so that an index serves a comparison with it. */
  readonly ofStatement: string;
  /** The moment at which it is written, which may be long after the statement began: it may have waited for a lock. */
  readonly ofWriting: string;
}

const sqliteNow = "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)";

const mariadbTime = (now: string) => `TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', ${now}) DIV 1000`;
// MariaDB has no SYSDATE in UTC; the difference of two times of the statement brings it there, also in the hour that a zone has twice.
const mariadbNow = mariadbTime('UTC_TIMESTAMP(3)');

const postgresTime = (now: string) => `CAST(EXTRACT(EPOCH FROM ${now}) * 1000 AS BIGINT)`;

export function databaseTime({ options: { type } }: DataSource): DatabaseTime {
  switch (type) {
    case 'postgres':
      return {
        ofStatement: postgresTime('statement_timestamp()'),
        ofWriting: postgresTime('clock_timestamp()'),
      };
    case 'mariadb':
    case 'mysql':
      return {
        ofStatement: mariadbNow,
        ofWriting: `${mariadbNow} + TIMESTAMPDIFF(MICROSECOND, NOW(3), SYSDATE(3)) DIV 1000`,
      };
    default:
      return { ofStatement: sqliteNow, ofWriting: sqliteNow };
  }
}
