import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { ExpiredRecordsJob } from '../../libs/mcp-auth/src/oauth-server/maintenance/expired-records.job.js';
import { TypeOrmStore } from '../../libs/mcp-auth/src/oauth-server/persistence/typeorm/typeorm-store.js';
import { testFamily } from '../support/token-family.js';
import { databaseKinds, type TestDatabase } from './databases.js';

const far = 9_000_000_000_000;
const expiredCount = 1_200;
const aliveCount = 200;

describe.each(databaseKinds)('cleaning up on two replicas at once, on $name', ({ create }) => {
  const skipped = create === undefined;
  let database: TestDatabase;
  let stores: readonly TypeOrmStore[];
  beforeAll(async () => {
    if (create === undefined) return;
    database = await create();
    stores = [new TypeOrmStore(() => database.options), new TypeOrmStore(() => database.options)];
    for (const store of stores) await store.open();
  });
  afterAll(async () => {
    for (const store of stores ?? []) await store.close();
    await database?.drop();
  });

  it.skipIf(skipped)('removes what is over, and nothing else, while clients go on (PF-09)', async () => {
    const [one, other] = stores;
    if (one === undefined || other === undefined) throw new Error('There are no stores');
    const clock = new FrozenClock();
    const over = clock.nowMs() - 1;
    await Promise.all(
      Array.from({ length: expiredCount }, () => one.families.begin(testFamily({ purgeableAtMs: over }))),
    );
    const alive = Array.from({ length: aliveCount }, (_, index) => ({
      ...testFamily({ purgeableAtMs: over }),
      // Some would be over, and are redeemed while the others are removed.
      ...(index % 2 === 0 && { purgeableAtMs: far }),
      code: { ...testFamily().code, expiresAtMs: far },
    }));
    await Promise.all(alive.map((family) => one.families.begin(family)));
    const jobs = [one, other].map((store) => new ExpiredRecordsJob(store, { unusedRegistrationTtlSeconds: 60 }, clock));
    const redemptions = alive.map(({ id }, index) =>
      (index % 4 < 2 ? one : other).families.redeemOnce({
        familyId: id,
        nowMs: 1,
        refresh: undefined,
        purgeableAtMs: far,
      }),
    );
    const [removed, redeemed] = await Promise.all([
      Promise.all(jobs.map((job) => job.run())),
      Promise.all(redemptions),
    ]);
    const left = await Promise.all(alive.map(({ id }) => other.families.find(id)));
    // Whoever was told of a redemption has a family; whoever came too late was told that too.
    expect(left.map((family) => family !== undefined)).toEqual(redeemed);
    expect(redeemed.filter((_, index) => index % 2 === 0)).not.toContain(false);
    expect(removed.reduce((sum, count) => sum + count, 0)).toBe(
      expiredCount + redeemed.filter((isFirst) => !isFirst).length,
    );
  });
});
