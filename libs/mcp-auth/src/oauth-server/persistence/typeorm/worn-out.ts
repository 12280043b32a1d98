import { QueryFailedError } from 'typeorm';
import { TimeLimitError } from '../../../timing/in-time.js';

/** The other end is no primary any more: after a failover the connections of before lead to a replica. */
const readOnlyCodes: ReadonlySet<unknown> = new Set([
  '25006', // read_only_sql_transaction
  'ER_OPTION_PREVENTS_STATEMENT',
  'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION',
]);

/** Whether connections that failed so will go on to fail, although the database may be well. Those that broke, a pool replaces by itself. */
export function isWornOut(error: unknown): boolean {
  if (error instanceof TimeLimitError) return true;
  if (!(error instanceof QueryFailedError)) return false;
  const { driverError } = error as QueryFailedError<Error & { readonly code?: unknown }>;
  return readOnlyCodes.has(driverError.code);
}
