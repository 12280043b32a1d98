import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryStore } from '../../../../libs/mcp-auth/src/oauth-server/persistence/memory/memory-store.js';
import { StoreError } from '../../../../libs/mcp-auth/src/oauth-server/repositories/store-error.js';
import { EncryptionKeys } from '../../../../libs/mcp-auth/src/oauth-server/signing-keys/encryption-keys.js';
import { KeyRing } from '../../../../libs/mcp-auth/src/oauth-server/signing-keys/key-ring.js';
import { publishAheadMs } from '../../../../libs/mcp-auth/src/oauth-server/signing-keys/key-schedule.js';
import type { SigningKeySettings } from '../../../../libs/mcp-auth/src/oauth-server/signing-keys/signing-key.settings.js';
import { RealRandomness } from '../../../support/token-engine.js';

const day = 86_400_000;
const settings: SigningKeySettings = {
  algorithm: 'ES256',
  rotationSeconds: 30 * 86_400,
  tokenLifeSeconds: 900,
};
let clock: FrozenClock;
let store: MemoryStore;
beforeEach(() => {
  clock = new FrozenClock();
  store = new MemoryStore(clock);
});

async function newRing(
  changes: Partial<SigningKeySettings> = {},
  encryptionKey = 'the key of the key ring test, long enough',
): Promise<KeyRing> {
  const encryptionKeys = new EncryptionKeys([encryptionKey]);
  const ring = new KeyRing({ ...settings, ...changes }, encryptionKeys, store, clock, new RealRandomness());
  await ring.start();
  return ring;
}
const idsOf = async (ring: KeyRing) => (await ring.publicKeys()).map(({ keyId }) => keyId);

describe('the key ring', () => {
  it('changes its key by itself: known first, then signing, then gone (KR-01)', async () => {
    const ring = await newRing();
    const [first = ''] = await idsOf(ring);
    clock.advanceMs(30 * day);
    await ring.maintain();
    const [second = ''] = await idsOf(ring);
    expect([await idsOf(ring), (await ring.currentKey()).keyId]).toEqual([[second, first], first]);
    clock.advanceMs(publishAheadMs);
    await ring.maintain();
    expect([await idsOf(ring), (await ring.currentKey()).keyId]).toEqual([[second, first], second]);
    clock.advanceMs(day);
    await ring.maintain();
    expect([await idsOf(ring), (await store.signingKeys.list()).length]).toEqual([[second], 1]);
  });

  it('takes the key of whichever replica was first, and every replica the same (KR-02)', async () => {
    const rings = await Promise.all(Array.from({ length: 5 }, () => newRing()));
    clock.advanceMs(30 * day);
    await Promise.all(rings.map((ring) => ring.maintain()));
    const ids = await Promise.all(rings.map(idsOf));
    expect([ids[0]?.length, new Set(ids.map(String)).size]).toEqual([2, 1]);
  });

  it('signs with nothing that was taken away, and with another one at once (KR-03)', async () => {
    const ring = await newRing();
    const { keyId: stolen } = await ring.currentKey();
    await store.signingKeys.remove([stolen]);
    await ring.maintain();
    const { keyId } = await ring.currentKey();
    expect([keyId === stolen, await idsOf(ring)]).toEqual([false, [keyId]]);
    await expect(ring.sign(stolen, 'input')).rejects.toThrow('There is no such signing key');
  });

  it('does not start where a key cannot be opened, and makes no other one in its place (KR-04)', async () => {
    await newRing();
    const starting = newRing({}, 'another key of the key ring test, long enough');
    await expect(starting).rejects.toThrow(/none of them opens the signing key/);
    expect(await store.signingKeys.list()).toHaveLength(1);
  });

  it('reads its keys again before it signs, where it was asleep for long (KR-05)', async () => {
    const [asleep, awake] = [await newRing(), await newRing()];
    clock.advanceMs(30 * day);
    await awake.maintain();
    clock.advanceMs(publishAheadMs);
    await awake.maintain();
    expect((await asleep.currentKey()).keyId).toBe((await awake.currentKey()).keyId);
  });

  it('signs with nothing where it was asleep and the store cannot be asked (KR-05)', async () => {
    const ring = await newRing();
    clock.advanceMs(60_001);
    store.signingKeys.list = () => Promise.reject(new StoreError('gone'));
    await expect(ring.currentKey()).rejects.toBeInstanceOf(StoreError);
  });

  it('keeps the keys of another algorithm for the tokens that they signed', async () => {
    const [old = ''] = await idsOf(await newRing());
    const ring = await newRing({ algorithm: 'EdDSA' });
    const { keyId, algorithm } = await ring.currentKey();
    expect([algorithm, await idsOf(ring)]).toEqual(['EdDSA', [keyId, old]]);
  });
});
