import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clock } from '../../libs/mcp-auth/src/core/clock.js';
import { digestOf } from '../../libs/mcp-auth/src/core/secret-digest.js';
import type { Revocation } from '../../libs/mcp-auth/src/oauth-server/model/revocation.js';
import { databaseTime } from '../../libs/mcp-auth/src/oauth-server/persistence/typeorm/database-time.js';
import { TokenFamilyEntity } from '../../libs/mcp-auth/src/oauth-server/persistence/typeorm/entities/token-family.entity.js';
import { ownDataSource } from '../../libs/mcp-auth/src/oauth-server/persistence/typeorm/own-data-source.js';
import { TypeOrmStore } from '../../libs/mcp-auth/src/oauth-server/persistence/typeorm/typeorm-store.js';
import { RevocationFeed } from '../../libs/mcp-auth/src/oauth-server/revocations/revocation-feed.js';
import { NoRevocationBroadcast } from '../../libs/mcp-auth/src/replication/no.revocation-broadcast.js';
import { testFamily } from '../support/token-family.js';
import { databaseKinds, storeKinds, type TestDatabase, type TestStore } from './databases.js';

const grantsOf = (revocations: readonly Revocation[]) =>
  revocations.flatMap((one) => (one.of === 'grant' ? [one.grantId] : []));
const tokensOf = (revocations: readonly Revocation[]) =>
  revocations.flatMap((one) => (one.of === 'token' ? [[one.tokenDigest, one.expiresAtMs]] : []));

describe.each(storeKinds)('what was revoked lately, in $name', ({ create }) => {
  const skipped = create === undefined;
  let place: TestStore;
  beforeAll(async () => {
    if (create !== undefined) place = await create();
  });
  afterAll(() => place?.drop());

  it.skipIf(skipped)('is a grant that was ended, and none that lives', async () => {
    const [ended, alive] = [testFamily(), testFamily()];
    for (const family of [ended, alive]) await place.store.families.begin(family);
    await place.store.families.revoke(ended.id, Date.now());
    const found = grantsOf(await place.store.revocations.recordedInLast(60_000));
    expect([found.includes(ended.id), found.includes(alive.id)]).toEqual([true, false]);
  });

  it.skipIf(skipped)('is a token, with the end that it would have had', async () => {
    const tokenId = randomUUID();
    await place.store.revokedTokens.revoke(tokenId, 5_000_000_000_000);
    const found = tokensOf(await place.store.revocations.recordedInLast(60_000));
    expect(found).toContainEqual([digestOf(tokenId), 5_000_000_000_000]);
  });
});

/** A replica whose clock is wrong by an hour and a half writes by the clock of the database all the same (PF-07). */
describe.each(databaseKinds)('when something was revoked, in $name,', ({ create }) => {
  const skipped = create === undefined;
  let database: TestDatabase;
  let store: TypeOrmStore;
  let other: DataSource;
  beforeAll(async () => {
    if (create === undefined) return;
    database = await create();
    store = new TypeOrmStore(() => database.options);
    await store.open();
    other = await ownDataSource(database.options).initialize();
  });
  afterAll(async () => {
    await other?.destroy();
    await store?.close();
    await database?.drop();
  });

  async function newFamily(): Promise<string> {
    const family = testFamily();
    await store.families.begin(family);
    return family.id;
  }

  it.skipIf(skipped)('is told by the clock of the database, whatever a replica says (PF-07)', async () => {
    const id = await newFamily();
    await store.families.revoke(id, Date.now() + 5_400_000);
    const found = await store.revocations.recordedInLast(60_000);
    const age = found.flatMap((one) => (one.of === 'grant' && one.grantId === id ? [one.recordedAgoMs] : []))[0];
    expect(age).toBeGreaterThanOrEqual(0);
    expect(age).toBeLessThan(10_000);
  });

  it.skipIf(skipped)('decides whether it is told', async () => {
    const id = await newFamily();
    await store.families.revoke(id, Date.now());
    await other.query(
      `UPDATE mcp_auth_token_family SET revocation_recorded_at = revocation_recorded_at - 100000 WHERE id = '${id}'`,
    );
    const within = async (ms: number) => grantsOf(await store.revocations.recordedInLast(ms)).includes(id);
    expect([await within(90_000), await within(120_000)]).toEqual([false, true]);
  });

  it.skipIf(skipped)('is read by an index', async () => {
    const runner = other.createQueryRunner();
    const table = await runner.getTable('mcp_auth_token_family');
    await runner.release();
    expect(table?.indices.flatMap(({ columnNames }) => columnNames)).toContain('revocation_recorded_at');
  });
});

const settings = { onFeedLost: 'serve', tokenLifeSeconds: 900 } as const;

class SystemClock extends Clock {
  nowMs(): number {
    return Date.now();
  }

  monotonicMs(): number {
    return performance.now();
  }
}

/** SQLite has one writer at a time, whose rows are there in the order of their times. */
describe.each(databaseKinds.filter(({ name }) => name !== 'SQLite'))('in $name, a revocation', ({ create }) => {
  const skipped = create === undefined;

  it.skipIf(skipped)('that is committed after a later one is told all the same (PF-03)', async () => {
    if (create === undefined) return;
    const database = await create();
    const store = new TypeOrmStore(() => database.options);
    await store.open();
    const slow = await ownDataSource(database.options).initialize();
    const [early, late] = [testFamily(), testFamily()];
    for (const family of [early, late]) await store.families.begin(family);
    const feed = new RevocationFeed(settings, store, new NoRevocationBroadcast(), new SystemClock());
    const runner = slow.createQueryRunner();
    await runner.startTransaction();
    const { ofWriting } = databaseTime(slow);
    await runner.manager
      .createQueryBuilder()
      .update(TokenFamilyEntity)
      .set({ revokedAt: 1, revocationRecordedAt: () => ofWriting })
      .where({ id: early.id })
      .execute();
    await store.families.revoke(late.id, Date.now());
    for (let reading = 0; reading < 5; reading += 1) await feed.read();
    const verdicts = () => [early, late].map(({ id }) => feed.verdictOn({ grant_id: id }));
    const before = verdicts();
    await runner.commitTransaction();
    await feed.read();
    const after = verdicts();
    await runner.release();
    await slow.destroy();
    await store.close();
    await database.drop();
    expect([before, after]).toEqual([
      ['good', 'revoked'],
      ['revoked', 'revoked'],
    ]);
  });
});
