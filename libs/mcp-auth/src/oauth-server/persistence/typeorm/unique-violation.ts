import type { QueryFailedError } from 'typeorm';

/** How databases say that a key is taken. */
const codes: ReadonlySet<unknown> = new Set([
  '23505', // PostgreSQL
  'ER_DUP_ENTRY', // MariaDB
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
]);

export function isUniqueViolation({ driverError }: QueryFailedError): boolean {
  return 'code' in driverError && codes.has(driverError.code);
}
