import { setTimeout } from 'node:timers/promises';
import { MigrationExecutor, type DataSource, type Migration, type QueryRunner } from 'typeorm';
import { isTransientFailure } from './transient-failure.js';

/** Any number that nobody else takes: it spells "mcpa". */
const lockNumber = 0x6d637061;
const lockName = 'nestjs-mcp-auth migrations';
const maxWaitSeconds = 60;
const retryAfterMs = 25;

/** How one kind of database keeps others out. */
interface MigrationLock {
  take(runner: QueryRunner): Promise<void>;
  release(runner: QueryRunner, outcome: 'done' | 'failed'): Promise<void>;
}

const postgres: MigrationLock = {
  take: async (runner) => void (await runner.query('SELECT pg_advisory_lock($1)', [lockNumber])),
  release: async (runner) => void (await runner.query('SELECT pg_advisory_unlock($1)', [lockNumber])),
};

const mariadb: MigrationLock = {
  take: async (runner) => {
    const [row] = (await runner.query('SELECT GET_LOCK(?, ?) AS got', [lockName, maxWaitSeconds])) as {
      got: unknown;
    }[];
    if (Number(row?.got) !== 1) throw new Error('Another process holds the lock for migrations');
  },
  release: async (runner) => void (await runner.query('SELECT RELEASE_LOCK(?)', [lockName])),
};

/** The transaction itself is the lock; on its one connection the migrations run inside it. */
const sqlite: MigrationLock = {
  take: async (runner) => {
    const attempts = (maxWaitSeconds * 1000) / retryAfterMs;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return void (await runner.query('BEGIN IMMEDIATE'));
      } catch (error) {
        if (!isTransientFailure(error) || attempt >= attempts) throw error;
        await setTimeout(retryAfterMs);
      }
    }
  },
  release: async (runner, outcome) => void (await runner.query(outcome === 'done' ? 'COMMIT' : 'ROLLBACK')),
};

/**
 * Runs migrations while nobody else does: TypeORM itself would let two replicas make the same table.
 * @returns names of those that were run here
 */
export async function runMigrationsAlone(source: DataSource): Promise<readonly string[]> {
  const lock = lockOf(source);
  const runner = source.createQueryRunner();
  let done: readonly Migration[];
  try {
    await lock.take(runner);
    try {
      // On the connection that holds the lock: the pool may have no other one.
      const executor = new MigrationExecutor(source, runner);
      executor.transaction = lock === sqlite ? 'none' : 'all';
      done = await executor.executePendingMigrations();
    } catch (error) {
      await lock.release(runner, 'failed');
      throw error;
    }
    await lock.release(runner, 'done');
    return done.map(({ name }) => name);
  } finally {
    await runner.release();
  }
}

function lockOf({ options: { type } }: DataSource): MigrationLock {
  if (type === 'postgres') return postgres;
  return type === 'mariadb' || type === 'mysql' ? mariadb : sqlite;
}
