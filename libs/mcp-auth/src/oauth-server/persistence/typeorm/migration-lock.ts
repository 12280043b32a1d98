import type { DataSource, QueryRunner } from 'typeorm';

/** Any number that nobody else takes: it spells "mcpa". */
const lockNumber = 0x6d637061;
const lockName = 'nestjs-mcp-auth migrations';
const maxWaitSeconds = 60;

/** Runs migrations while nobody else does: TypeORM itself would let two replicas make the same table. */
export async function withMigrationLock(source: DataSource, work: () => Promise<void>): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await lock(source, runner);
    try {
      await work();
    } finally {
      await unlock(source, runner);
    }
  } finally {
    await runner.release();
  }
}

async function lock({ options: { type } }: DataSource, runner: QueryRunner): Promise<void> {
  if (type === 'postgres') await runner.query('SELECT pg_advisory_lock($1)', [lockNumber]);
  if (type === 'mariadb' || type === 'mysql') {
    const [row] = (await runner.query('SELECT GET_LOCK(?, ?) AS got', [lockName, maxWaitSeconds])) as {
      got: unknown;
    }[];
    if (Number(row?.got) !== 1) throw new Error('Another process holds the lock for migrations');
  }
}

async function unlock({ options: { type } }: DataSource, runner: QueryRunner): Promise<void> {
  if (type === 'postgres') await runner.query('SELECT pg_advisory_unlock($1)', [lockNumber]);
  if (type === 'mariadb' || type === 'mysql') await runner.query('SELECT RELEASE_LOCK(?)', [lockName]);
}
