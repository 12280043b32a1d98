import { setTimeout } from 'node:timers/promises';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ownDataSource } from '../../libs/mcp-auth/src/oauth-server/persistence/typeorm/own-data-source.js';
import { TypeOrmStore } from '../../libs/mcp-auth/src/oauth-server/persistence/typeorm/typeorm-store.js';
import { databaseKinds, type DatabaseKind, type TestDatabase } from './databases.js';

describe.each(databaseKinds)('migrations on $name', ({ create }) => {
  const skipped = create === undefined;
  const newDatabase = () => databaseOf(create);

  it.skipIf(skipped)('make what the entities say, to the letter', async () => {
    const { options } = await newDatabase();
    const source = await ownDataSource(options).initialize();
    await source.runMigrations();
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
    await source.destroy();
  });

  it.skipIf(skipped)(
    'are made once by replicas that start at the same moment, and read by those that start later (PF-05)',
    async () => {
      const { options } = await newDatabase();
      for (const round of [1, 2]) {
        const stores = Array.from({ length: 4 }, () => new TypeOrmStore(() => options));
        await Promise.all(stores.map((store) => store.open()));
        const found = await Promise.all(stores.map((store) => store.families.find(`of round ${round}`)));
        expect(found).toEqual(stores.map(() => undefined));
        await Promise.all(stores.map((store) => store.close()));
      }
    },
  );

  it.skipIf(skipped)('can be taken back', async () => {
    const { options } = await newDatabase();
    const source = await ownDataSource(options).initialize();
    await source.runMigrations();
    await source.undoLastMigration();
    await source.runMigrations();
    expect((await source.driver.createSchemaBuilder().log()).upQueries).toEqual([]);
    await source.destroy();
  });

  it.skipIf(skipped)('leave tables of the application alone', async () => {
    const { options } = await newDatabase();
    const application = await new DataSource({
      ...ownDataSource(options).options,
      entities: [],
      migrations: [],
    }).initialize();
    await application.query('CREATE TABLE client (id integer)');
    const store = new TypeOrmStore(() => options);
    await store.open();
    await expect(application.query('SELECT * FROM client')).resolves.toEqual([]);
    await store.close();
    await application.destroy();
  });
});

it('a new SQLite file that another process is about to open is waited for', async () => {
  const { options } = await databaseOf(databaseKinds[0]?.create);
  const other = await new DataSource({
    ...ownDataSource(options).options,
    enableWAL: false,
  } as DataSourceOptions).initialize();
  await other.query('BEGIN EXCLUSIVE');
  const store = new TypeOrmStore(() => options);
  const opening = store.open();
  await setTimeout(100);
  await other.query('COMMIT');
  await other.destroy();
  await expect(opening).resolves.toBeUndefined();
  await store.close();
});

async function databaseOf(create: DatabaseKind['create']): Promise<TestDatabase> {
  if (create === undefined) throw new Error('This test is skipped');
  const database = await create();
  onTestFinished(() => database.drop());
  return database;
}
