import type { DataSource, EntityManager } from 'typeorm';
import { SqliteTurns } from './sqlite-turns.js';

/** Statements that belong together: reads alone, or the one write of a deed with what it has to read first. */
export type Work<Result> = (manager: EntityManager) => Promise<Result>;

/** The order in which statements of one process go to a database. */
export interface StatementFlow {
  read<Result>(work: Work<Result>): Promise<Result>;
  /** Resolves when the write is there for good. */
  write<Result>(work: Work<Result>): Promise<Result>;
}

/** Servers have connections enough, and keep order among themselves; SQLite is one connection, on which turns are taken. */
export function statementFlowOf(source: DataSource): StatementFlow {
  if (source.options.type === 'better-sqlite3') return new SqliteTurns(source);
  return { read: (work) => work(source.manager), write: (work) => work(source.manager) };
}
