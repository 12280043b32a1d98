import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../libs/mcp-auth/src/core/secret-digest.js';
import { testFamily } from '../support/token-family.js';
import { storeKinds, type TestStore } from './databases.js';

const racers = Array.from({ length: 16 }, (_, index) => index);
const newDigest = () => digestOf(randomUUID());

describe.each(storeKinds)('in $name', ({ create }) => {
  const skipped = create === undefined;
  let place: TestStore;
  beforeAll(async () => {
    if (create !== undefined) place = await create();
  });
  afterAll(() => place?.drop());

  it.skipIf(skipped)('a pushed request is spent by one of many (RFC 9126 §4)', async () => {
    const request = { digest: newDigest(), clientId: 'cli', parameters: 'a=b', expiresAtMs: 100 };
    await place.store.pushedRequests.store(request);
    await expect(place.store.pushedRequests.find(request.digest)).resolves.toEqual(request);
    await expect(place.store.pushedRequests.spendOnce(request.digest, 100)).resolves.toBe(false);
    const all = await Promise.all(racers.map(() => place.store.pushedRequests.spendOnce(request.digest, 99)));
    expect(all.filter(Boolean)).toHaveLength(1);
    await expect(place.store.pushedRequests.find(request.digest)).resolves.toBeUndefined();
  });

  it.skipIf(skipped)('an assertion is used by one of many (CA-05)', async () => {
    const digest = newDigest();
    const all = await Promise.all(racers.map(() => place.store.assertionUses.useOnce(digest, 100)));
    expect(all.filter(Boolean)).toHaveLength(1);
  });

  it.skipIf(skipped)(
    'consents at the same moment add to each other, and are told in the order of the alphabet',
    async () => {
      const common = { subject: 'alice', clientId: randomUUID(), resource: 'https://api.test/mcp', grantedAtMs: 1 };
      await Promise.all(['c', 'a', 'b'].map((scope) => place.store.consents.remember({ ...common, scopes: [scope] })));
      const found = await place.store.consents.find('alice', common.clientId, common.resource);
      expect(found?.scopes).toEqual(['a', 'b', 'c']);
      await expect(place.store.consents.find('Alice', common.clientId, common.resource)).resolves.toBeUndefined();
      await expect(
        place.store.consents.find('alice', common.clientId, 'https://api.test/other'),
      ).resolves.toBeUndefined();
    },
  );

  it.skipIf(skipped)('a consent to nothing in particular is one, and it can be forgotten', async () => {
    const clientId = randomUUID();
    const consent = { subject: 'alice', clientId, resource: 'r', scopes: [], grantedAtMs: 1 };
    await place.store.consents.remember(consent);
    await place.store.consents.remember(consent);
    await expect(place.store.consents.find('alice', clientId, 'r')).resolves.toEqual(consent);
    await place.store.consents.forget('alice', clientId);
    await expect(place.store.consents.find('alice', clientId, 'r')).resolves.toBeUndefined();
  });

  it.skipIf(skipped)('an opaque token says whom it is for, until it is removed', async () => {
    const token = { digest: newDigest(), familyId: undefined, claims: { sub: 'ünï' }, expiresAtMs: 100 };
    await place.store.opaqueTokens.store(token);
    await expect(place.store.opaqueTokens.find(token.digest)).resolves.toEqual(token);
    await place.store.opaqueTokens.remove(token.digest);
    await expect(place.store.opaqueTokens.find(token.digest)).resolves.toBeUndefined();
  });

  it.skipIf(skipped)(
    'an opaque token of a login is found as long as the login lives, with one lookup (RI-04)',
    async () => {
      const family = testFamily();
      const token = { digest: newDigest(), familyId: family.id, claims: { sub: 'alice' }, expiresAtMs: 100 };
      await place.store.opaqueTokens.store(token);
      const beforeItBegan = await place.store.opaqueTokens.find(token.digest);
      await place.store.families.begin(family);
      const alive = await place.store.opaqueTokens.find(token.digest);
      await place.store.families.revoke(family.id, 1);
      const ended = await place.store.opaqueTokens.find(token.digest);
      expect([beforeItBegan, alive, ended]).toEqual([undefined, token, undefined]);
    },
  );

  it.skipIf(skipped)('a revoked token stays so, however often it is revoked', async () => {
    const id = randomUUID();
    await expect(place.store.revokedTokens.isRevoked(id)).resolves.toBe(false);
    await Promise.all(racers.map(() => place.store.revokedTokens.revoke(id, 100)));
    await expect(place.store.revokedTokens.isRevoked(id)).resolves.toBe(true);
  });

  it.skipIf(skipped)('of signing keys of one generation one is stored (KR-02)', async () => {
    const key = (keyId: string, generation: number) =>
      ({
        keyId,
        generation,
        algorithm: 'ES256',
        publicJwk: { kty: 'EC' },
        sealedPrivateKey: 's',
        createdAtMs: 1,
      }) as const;
    const all = await Promise.all(racers.map((racer) => place.store.signingKeys.addOnce(key(`k${racer}`, 1))));
    expect(all.filter(Boolean)).toHaveLength(1);
    await place.store.signingKeys.addOnce(key('newer', 2));
    const keys = await place.store.signingKeys.list();
    expect(keys).toEqual([key('newer', 2), key(`k${all.indexOf(true)}`, 1)]);
    await place.store.signingKeys.remove([]);
    await place.store.signingKeys.remove(['newer', 'unknown']);
    expect(await place.store.signingKeys.list()).toEqual([key(`k${all.indexOf(true)}`, 1)]);
  });

  it.skipIf(skipped)('what is expired is purged a batch at a time, and what is not stays', async () => {
    const { pushedRequests, assertionUses, opaqueTokens, revokedTokens } = place.store;
    const [over, living] = [newDigest(), newDigest()];
    for (const [digest, expiresAtMs] of [
      [over, 10],
      [living, 12],
    ] as const) {
      await pushedRequests.store({ digest, clientId: 'cli', parameters: 'a=b', expiresAtMs });
      await opaqueTokens.store({ digest, claims: {}, expiresAtMs });
      await assertionUses.useOnce(digest, expiresAtMs);
      await revokedTokens.revoke(digest, expiresAtMs);
    }
    for (const repository of [pushedRequests, assertionUses, opaqueTokens, revokedTokens]) {
      expect(await repository.purgeExpired(11, 10)).toBe(1);
    }
    await expect(pushedRequests.find(over)).resolves.toBeUndefined();
    await expect(pushedRequests.find(living)).resolves.toBeDefined();
    await expect(opaqueTokens.find(living)).resolves.toBeDefined();
    await expect(revokedTokens.isRevoked(living)).resolves.toBe(true);
    await expect(assertionUses.useOnce(living, 12)).resolves.toBe(false);
  });
});
