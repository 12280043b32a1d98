import { createRequire } from 'node:module';
import { StoreError } from '../../repositories/store-error.js';

/** The part of libsql that is used; its own types promise more than it keeps. */
interface NativeStatement {
  readonly reader: boolean;
  all(parameters: readonly unknown[]): unknown[];
  run(parameters: readonly unknown[]): unknown;
}
interface NativeDatabase {
  prepare(sql: string): NativeStatement;
  exec(sql: string): unknown;
  pragma(text: string): unknown;
  close(): void;
}

/** Waiting for a lock stops the whole process, so it is short; who cannot wait longer tries again. */
const busyTimeoutMs = 50;

/**
 * Embedded SQLite for TypeORM's `better-sqlite3` driver, by libsql, which comes compiled. What libsql answers with an abort of the
 * process is refused here first.
 */
export class LibsqlDatabase {
  private readonly database: NativeDatabase;

  constructor(path: string, options: object) {
    const Database = loadLibsql();
    this.database = new Database(path, options);
    this.database.pragma(`busy_timeout = ${busyTimeoutMs}`);
  }

  prepare(sql: string) {
    const statement = this.database.prepare(sql);
    return {
      reader: statement.reader,
      all: (...parameters: readonly unknown[]) => statement.all(parameters.map(bindable)).map(readable),
      run: (...parameters: readonly unknown[]) => statement.run(parameters.map(bindable)),
    };
  }

  exec(sql: string): this {
    this.database.exec(sql);
    return this;
  }

  pragma(text: string): unknown {
    return this.database.pragma(text);
  }

  /** Writes the journal back first: a copy of the file alone is a copy of everything. */
  close(): void {
    this.database.pragma('wal_checkpoint(TRUNCATE)');
    this.database.close();
  }
}

function loadLibsql(): new (path: string, options: object) => NativeDatabase {
  try {
    return createRequire(import.meta.url)('libsql') as new (path: string, options: object) => NativeDatabase;
  } catch (cause) {
    throw new StoreError('SQLite needs a driver: npm install libsql, or give `driver` in the DataSource options', {
      cause,
    });
  }
}

function bindable(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' && value.includes('\0')) throw new TypeError('SQLite cuts a text at its first NUL');
  if (['string', 'number', 'bigint'].includes(typeof value) || Buffer.isBuffer(value)) return value;
  throw new TypeError('SQLite takes texts, numbers and bytes');
}

function readable(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    value instanceof ArrayBuffer ? Buffer.from(value) : value,
  ]);
  return Object.fromEntries(entries);
}
