import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TypeOrmStore } from '../../libs/mcp-auth/src/oauth-server/persistence/typeorm/typeorm-store.js';
import { TokenEngine } from '../support/token-engine.js';
import { databaseKinds, type TestDatabase } from './databases.js';

const [, postgres, mariadb] = databaseKinds;
const serializable = { extra: { options: '-c default_transaction_isolation=serializable' } };

/** What databases are set to by their operators; the one that each begins with is in every other contract. */
const levels: readonly { name: string; create: (() => Promise<TestDatabase>) | undefined; changes: object }[] = [
  { name: 'PostgreSQL, read committed', create: postgres?.create, changes: {} },
  { name: 'PostgreSQL, serializable', create: postgres?.create, changes: serializable },
  { name: 'MariaDB, repeatable read', create: mariadb?.create, changes: {} },
];

describe.each(levels)('what must happen once, on $name', ({ create, changes }) => {
  const skipped = create === undefined;
  let database: TestDatabase;
  let store: TypeOrmStore;
  beforeAll(async () => {
    if (create === undefined) return;
    database = await create();
    store = new TypeOrmStore(() => ({ ...database.options, ...changes }));
    await store.open();
  });
  afterAll(async () => {
    await store?.close();
    await database?.drop();
  });

  it.skipIf(skipped)('happens once, and who loses is told what it always is (CC-06)', async () => {
    const engine = new TokenEngine(store);
    for (let round = 0; round < 20; round += 1) {
      const code = `code ${round}`;
      await engine.begin(code);
      const outcomes = await Promise.allSettled(Array.from({ length: 16 }, () => engine.redeem(code)));
      const lost = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as { reason?: string }] : []));
      expect(lost.map(({ reason }) => reason)).toEqual(Array.from({ length: 15 }, () => 'code_spent'));
    }
  });

  it.skipIf(skipped)('a replay ends the family, whatever the level (CC-06, CC-02)', async () => {
    const engine = new TokenEngine(store);
    const { id } = await engine.begin('replayed');
    await engine.redeem('replayed');
    engine.clock.advanceMs(1_000);
    await expect(engine.redeem('replayed')).rejects.toMatchObject({ reason: 'code_replayed' });
    expect((await store.families.find(id))?.revokedAtMs).toBeDefined();
  });

  it.skipIf(skipped)('sixteen who refresh at once get one successor (CC-06)', async () => {
    const engine = new TokenEngine(store);
    for (let round = 0; round < 20; round += 1) {
      const { refreshToken } = await engine.loggedIn();
      const all = await Promise.all(Array.from({ length: 16 }, () => engine.rotate(refreshToken)));
      expect(new Set(all.map((one) => one.refreshToken)).size).toBe(1);
    }
  });
});
