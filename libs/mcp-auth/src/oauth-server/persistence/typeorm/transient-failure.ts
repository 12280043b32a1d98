import { QueryFailedError } from 'typeorm';

/** A statement that lost against another one, and changed nothing: PostgreSQL, MariaDB, SQLite. */
const transientCodes: ReadonlySet<unknown> = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_CHECKREAD', // the record changed since it was read
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
]);

/** Whether a statement failed for no fault of its own, so that it is worth to run it again at once. */
export function isTransientFailure(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { driverError } = error as QueryFailedError<Error & { readonly code?: unknown }>;
  return transientCodes.has(driverError.code);
}
