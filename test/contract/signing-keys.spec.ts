import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EncryptionKeys } from '../../libs/mcp-auth/src/oauth-server/signing-keys/encryption-keys.js';
import { KeyRing } from '../../libs/mcp-auth/src/oauth-server/signing-keys/key-ring.js';
import { RealRandomness } from '../support/token-engine.js';
import { storeKinds, type TestStore } from './databases.js';

const settings = {
  algorithm: 'ES256',
  rotationSeconds: 30 * 86_400,
  tokenLifeSeconds: 900,
} as const;
const encryptionKeys = new EncryptionKeys(['the key of the contract test, long enough']);

describe.each(storeKinds)('signing keys of several replicas in $name', ({ create }) => {
  const skipped = create === undefined;
  let place: TestStore;
  beforeAll(async () => {
    if (create !== undefined) place = await create();
  });
  afterAll(() => place?.drop());

  it.skipIf(skipped)('are the same, started at once on nothing and changed at once (KR-02)', async () => {
    const clock = new FrozenClock();
    const rings = Array.from(
      { length: 5 },
      () => new KeyRing(settings, encryptionKeys, place.store, clock, new RealRandomness()),
    );
    const seen: number[] = [];
    for (const passMs of [0, 30 * 86_400_000]) {
      clock.advanceMs(passMs);
      await Promise.all(rings.map((ring) => ring.maintain()));
      const all = await Promise.all(rings.map(async (ring) => JSON.stringify(await ring.publicKeys())));
      expect(new Set(all).size).toBe(1);
      seen.push((await place.store.signingKeys.list()).length);
    }
    expect(seen).toEqual([1, 2]);
  });
});
