import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { MemoryStore } from '../../libs/mcp-auth/src/oauth-server/persistence/memory/memory-store.js';
import { TypeOrmStore } from '../../libs/mcp-auth/src/oauth-server/persistence/typeorm/typeorm-store.js';
import type { Store } from '../../libs/mcp-auth/src/oauth-server/repositories/store.js';

/** A database of its own for one test file. */
export interface TestDatabase {
  readonly options: DataSourceOptions;
  drop(): Promise<void>;
}

export interface DatabaseKind {
  readonly name: string;
  /** Absent where no server answers. */
  readonly create: (() => Promise<TestDatabase>) | undefined;
}

const postgresUrl = 'postgres://postgres@127.0.0.1:5432/postgres';
const mariaDbUrl = 'mysql://root@127.0.0.1:3306/test';

async function sqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-auth-'));
  return {
    options: { type: 'better-sqlite3', database: join(folder, 'store.sqlite') },
    drop: () => rm(folder, { recursive: true }),
  };
}

const onServer = (type: 'postgres' | 'mariadb', url: string) => async (): Promise<TestDatabase> => {
  const database = `mcp_auth_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const admin = await new DataSource({ type, url }).initialize();
  await admin.query(`CREATE DATABASE ${database}`);
  const own = new URL(url);
  own.pathname = `/${database}`;
  return {
    options: { type, url: own.href, poolSize: 10 },
    drop: async () => {
      await admin.query(type === 'postgres' ? `DROP DATABASE ${database} WITH (FORCE)` : `DROP DATABASE ${database}`);
      await admin.destroy();
    },
  };
};

/** @throws where it is missing although `REQUIRE_SERVICES` demands it */
async function answers(type: 'postgres' | 'mariadb', url: string): Promise<boolean> {
  try {
    await (await new DataSource({ type, url }).initialize()).destroy();
    return true;
  } catch (error) {
    if (process.env['REQUIRE_SERVICES'] === '1') throw error;
    return false;
  }
}

/** Every database that is supported. What has no server here is skipped, and its tests say so. */
export const databaseKinds: readonly DatabaseKind[] = [
  { name: 'SQLite', create: sqlite },
  {
    name: 'PostgreSQL',
    create: (await answers('postgres', postgresUrl)) ? onServer('postgres', postgresUrl) : undefined,
  },
  { name: 'MariaDB', create: (await answers('mariadb', mariaDbUrl)) ? onServer('mariadb', mariaDbUrl) : undefined },
];

/** A store that a test may fill. */
export interface TestStore {
  readonly store: Store;
  drop(): Promise<void>;
}

/** Stores of every kind: the databases, and memory. */
export const storeKinds: readonly { readonly name: string; readonly create: (() => Promise<TestStore>) | undefined }[] =
  [
    {
      name: 'memory',
      create: () => Promise.resolve({ store: new MemoryStore(new FrozenClock()), drop: () => Promise.resolve() }),
    },
    ...databaseKinds.map(({ name, create }) => ({ name, create: create && (() => storeOn(create)) })),
  ];

async function storeOn(create: () => Promise<TestDatabase>): Promise<TestStore> {
  const database = await create();
  const store = new TypeOrmStore(() => database.options);
  await store.open();
  return {
    store,
    drop: async () => {
      await store.close();
      await database.drop();
    },
  };
}
