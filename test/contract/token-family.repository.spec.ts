import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TokenFamily } from '../../libs/mcp-auth/src/oauth-server/model/token-family.js';
import { testFamily } from '../support/token-family.js';
import type { GrantHolder } from '../../libs/mcp-auth/src/oauth-server/repositories/token-family.repository.js';
import { StoreError } from '../../libs/mcp-auth/src/oauth-server/repositories/store-error.js';
import { storeKinds, type TestStore } from './databases.js';

const racers = Array.from({ length: 16 }, (_, index) => index);
const hex = (text: string) => Buffer.from(text.padEnd(32, '.')).toString('hex');

describe.each(storeKinds)('families of tokens in $name', ({ create }) => {
  const skipped = create === undefined;
  let place: TestStore;
  beforeAll(async () => {
    if (create !== undefined) place = await create();
  });
  afterAll(() => place?.drop());

  async function begin(changes: Partial<TokenFamily> = {}): Promise<TokenFamily> {
    const family = testFamily(changes);
    await place.store.families.begin(family);
    return family;
  }
  const refreshOf = (name: string) => ({
    lineageDigest: hex(`l${name}`),
    currentDigest: hex(`t${name}`),
    idleExpiresAtMs: 5_000,
    expiresAtMs: 9_000_000_000_000,
  });
  const redeem = ({ id: familyId }: TokenFamily, name: string = familyId, nowMs = 2_000) =>
    place.store.families.redeemOnce({ familyId, nowMs, refresh: refreshOf(name), purgeableAtMs: 70_000 });
  const rotate = ({ id: familyId }: TokenFamily, presented: string, successor: string) =>
    place.store.families.rotate({
      familyId,
      presentedDigest: hex(`t${presented}`),
      successorDigest: hex(`t${successor}`),
      sealedSuccessor: `sealed ${successor}`,
      idleExpiresAtMs: 6_000,
      nowMs: 3_000,
    });

  it.skipIf(skipped)('are found by id, by code and by lineage', async () => {
    const family = await begin();
    await expect(place.store.families.find(family.id)).resolves.toMatchObject(family);
    await expect(place.store.families.findByCode(family.code.digest)).resolves.toMatchObject({ id: family.id });
    await redeem(family);
    const found = await place.store.families.findByLineage(hex(`l${family.id}`));
    expect(found).toMatchObject({
      id: family.id,
      redeemedAtMs: 2_000,
      refresh: refreshOf(family.id),
      purgeableAtMs: 70_000,
    });
  });

  it.skipIf(skipped)('are not found by what is none, whatever rows there are (TK-04)', async () => {
    await begin();
    await expect(place.store.families.findByCode(hex('none'))).resolves.toBeUndefined();
    await expect(place.store.families.findByLineage(hex('none'))).resolves.toBeUndefined();
    await expect(place.store.families.findByCode('')).resolves.toBeUndefined();
  });

  it.skipIf(skipped)('keep texts of every kind as they are', async () => {
    const texts = { clientId: 'https://app.test/Ä"\'\\%_', subject: 'ünï ✓ 😀', scopes: [], resources: ['a', 'b c'] };
    const family = await begin(texts);
    await expect(place.store.families.find(family.id)).resolves.toMatchObject(texts);
  });

  it.skipIf(skipped)('are redeemed by one of many at the same moment (CC-01)', async () => {
    const family = await begin();
    const all = await Promise.all(racers.map((racer) => redeem(family, `${family.id}${racer}`)));
    expect(all.filter(Boolean)).toHaveLength(1);
  });

  it.skipIf(skipped)('are not redeemed after their time, nor once they are ended (CC-03)', async () => {
    const [late, ended] = [await begin(), await begin()];
    await expect(redeem(late, late.id, 61_000)).resolves.toBe(false);
    await place.store.families.revoke(ended.id, 1_500);
    await expect(redeem(ended)).resolves.toBe(false);
  });

  it.skipIf(skipped)('rotate for one of many at the same moment (RT-02)', async () => {
    const family = await begin();
    await redeem(family);
    const all = await Promise.all(racers.map((racer) => rotate(family, family.id, `${family.id}.${racer}`)));
    expect(all.filter(Boolean)).toHaveLength(1);
    const winner = all.indexOf(true);
    await expect(place.store.families.find(family.id)).resolves.toMatchObject({
      refresh: {
        currentDigest: hex(`t${family.id}.${winner}`),
        previous: {
          digest: hex(`t${family.id}`),
          sealedSuccessor: `sealed ${family.id}.${winner}`,
          rotatedAtMs: 3_000,
        },
        idleExpiresAtMs: 6_000,
        expiresAtMs: 9_000_000_000_000,
      },
    });
  });

  it.skipIf(skipped)('do not rotate for a token that is not the current one, nor once they are ended', async () => {
    const family = await begin();
    await redeem(family);
    await expect(rotate(family, 'another', 'next')).resolves.toBe(false);
    await place.store.families.revoke(family.id, 2_500);
    await expect(rotate(family, family.id, 'next')).resolves.toBe(false);
  });

  it.skipIf(skipped)('are ended by one of many at the same moment, and keep the time of it', async () => {
    const family = await begin();
    const all = await Promise.all(racers.map((racer) => place.store.families.revoke(family.id, 4_000 + racer)));
    expect(all.filter(Boolean)).toHaveLength(1);
    await expect(place.store.families.find(family.id)).resolves.toMatchObject({
      revokedAtMs: 4_000 + all.indexOf(true),
    });
    await expect(place.store.families.revoke('none', 1)).resolves.toBe(false);
  });

  it.skipIf(skipped)('are purged when their time is over, a batch at a time, and not before', async () => {
    const over = await Promise.all(racers.slice(0, 3).map(() => begin({ purgeableAtMs: 10 })));
    const living = await begin({ purgeableAtMs: 12 });
    expect(await place.store.families.purgeExpired(11, 2)).toBe(2);
    expect(await place.store.families.purgeExpired(11, 2)).toBe(1);
    const left = await Promise.all([...over, living].map(({ id }) => place.store.families.find(id)));
    expect(left.map((one) => one?.id)).toEqual([undefined, undefined, undefined, living.id]);
  });

  it.skipIf(skipped)('never take the place of another one with the same id or code (PF-04)', async () => {
    const family = await begin();
    const other = testFamily();
    await expect(begin({ id: family.id })).rejects.toBeInstanceOf(StoreError);
    await expect(begin({ code: { ...other.code, digest: family.code.digest } })).rejects.toBeInstanceOf(StoreError);
    await expect(place.store.families.find(family.id)).resolves.toMatchObject({ code: family.code });
  });

  it.skipIf(skipped)('are found by whose they are, as long as they were not ended', async () => {
    const ofDora = { subject: 'dora', clientId: 'one' };
    const [first, second, ended] = [
      await begin(ofDora),
      await begin({ ...ofDora, clientId: 'two' }),
      await begin(ofDora),
    ];
    await begin({ subject: 'Dora', clientId: 'one' });
    await place.store.families.revoke(ended.id, 1);
    const found = async (holder: GrantHolder) =>
      (await place.store.families.findAlive(holder)).map(({ id }) => id).toSorted();
    await expect(found({ subject: 'dora' })).resolves.toEqual([first.id, second.id]);
    await expect(found({ subject: 'dora', clientId: 'two' })).resolves.toEqual([second.id]);
    await expect(found({ clientId: 'two' })).resolves.toEqual([second.id]);
  });
});
