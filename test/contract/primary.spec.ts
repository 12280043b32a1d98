import type { DataSourceOptions } from 'typeorm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TypeOrmStore } from '../../libs/mcp-auth/src/oauth-server/persistence/typeorm/typeorm-store.js';
import { freePort } from '../support/launch.js';
import { testFamily } from '../support/token-family.js';
import { databaseKinds } from './databases.js';

const onServers = databaseKinds.filter(({ name }) => name !== 'SQLite');

describe.each(onServers)('an application that reads from replicas, on $name,', ({ create }) => {
  it.skipIf(create === undefined)('has codes and logins read from the primary, where they are at once', async () => {
    const database = await create?.();
    if (database === undefined || !('url' in database.options)) throw new Error('There is no database with a URL');
    onTestFinished(() => database.drop());
    const { url, ...rest } = database.options;
    // A replica that has nothing, nor answers.
    const replication = { master: { url }, slaves: [{ url: `http://127.0.0.1:${await freePort()}/behind` }] };
    const store = new TypeOrmStore(() => ({ ...rest, replication }) as DataSourceOptions);
    await store.open();
    const family = testFamily();
    await store.families.begin(family);
    const found = await store.families.findByCode(family.code.digest);
    await store.close();
    expect(found?.id).toBe(family.id);
  });
});
