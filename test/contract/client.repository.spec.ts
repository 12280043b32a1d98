import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../libs/mcp-auth/src/core/secret-digest.js';
import type { Client } from '../../libs/mcp-auth/src/oauth-server/model/client.js';
import { testClient } from '../support/authorization.js';
import { StoreError } from '../../libs/mcp-auth/src/oauth-server/repositories/store-error.js';
import { storeKinds, type TestStore } from './databases.js';

const tenMinutesMs = 600_000;

describe.each(storeKinds)('clients in $name', ({ create }) => {
  const skipped = create === undefined;
  let place: TestStore;
  beforeAll(async () => {
    if (create !== undefined) place = await create();
  });
  afterAll(() => place?.drop());

  const newClient = (changes: Partial<Client> = {}): Client => ({
    ...testClient,
    clientId: randomUUID(),
    origin: 'registered',
    ...changes,
  });
  const register = (client: Client, fingerprint: string | undefined, registeredAtMs = 10_000_000) =>
    place.store.clients.register(
      { client, fingerprint: fingerprint && digestOf(fingerprint), registeredAtMs },
      registeredAtMs - tenMinutesMs,
    );

  it.skipIf(skipped)('are saved, changed and removed', async () => {
    const client = newClient({ origin: 'stored', redirectUris: ['https://app.test/Ä'], scopes: ['a'] });
    await place.store.clients.save(client, 1);
    await expect(place.store.clients.find(client.clientId)).resolves.toEqual(client);
    await place.store.clients.save({ ...client, status: 'disabled' }, 2);
    await expect(place.store.clients.find(client.clientId)).resolves.toMatchObject({ status: 'disabled' });
    await expect(place.store.clients.remove(client.clientId)).resolves.toBe(true);
    await expect(place.store.clients.remove(client.clientId)).resolves.toBe(false);
    await expect(place.store.clients.find(client.clientId)).resolves.toBeUndefined();
  });

  it.skipIf(skipped)('are listed, and switched off and on without touching anything else of them', async () => {
    const [stored, registered] = [newClient({ origin: 'stored' }), newClient()];
    const { clients } = place.store;
    await clients.save(stored, 1);
    await register(registered, undefined);
    for (const { clientId } of [stored, registered]) await clients.setStatus(clientId, 'disabled');
    const ids = [stored.clientId, registered.clientId];
    const listed = (await clients.list()).filter(({ clientId }) => ids.includes(clientId));
    expect(listed.toSorted((a, b) => a.origin.localeCompare(b.origin))).toEqual([
      { ...registered, status: 'disabled' },
      { ...stored, status: 'disabled' },
    ]);
    await expect(clients.setStatus(stored.clientId, 'active')).resolves.toBe(true);
    await expect(clients.find(stored.clientId)).resolves.toEqual(stored);
    await expect(clients.setStatus(randomUUID(), 'active')).resolves.toBe(false);
  });

  it.skipIf(skipped)('are told apart by case and by blanks at the end', async () => {
    const client = newClient({ clientId: `Client-${randomUUID()}` });
    await place.store.clients.save(client, 1);
    await expect(place.store.clients.find(client.clientId.toLowerCase())).resolves.toBeUndefined();
    await expect(place.store.clients.find(`${client.clientId} `)).resolves.toBeUndefined();
    await expect(place.store.clients.find('')).resolves.toBeUndefined();
  });

  it.skipIf(skipped)('that register once more within ten minutes are the same', async () => {
    const [first, second, third] = [newClient(), newClient(), newClient()];
    const fingerprint = randomUUID();
    await expect(register(first, fingerprint)).resolves.toEqual({ outcome: 'registered' });
    const again = await register(second, fingerprint, 10_000_000 + tenMinutesMs - 1);
    expect(again).toMatchObject({ outcome: 'repeated', client: { clientId: first.clientId } });
    await expect(register(third, fingerprint, 10_000_000 + tenMinutesMs + 1)).resolves.toEqual({
      outcome: 'registered',
    });
  });

  it.skipIf(skipped)('that register many times at the same moment are one', async () => {
    const fingerprint = randomUUID();
    const all = await Promise.all(Array.from({ length: 12 }, () => register(newClient(), fingerprint)));
    expect(all.filter(({ outcome }) => outcome === 'registered')).toHaveLength(1);
    const ids = all.flatMap((one) => (one.outcome === 'repeated' ? [one.client.clientId] : []));
    expect(new Set(ids).size).toBe(1);
  });

  it.skipIf(skipped)('without a fingerprint are each one of their own', async () => {
    await expect(register(newClient(), undefined)).resolves.toEqual({ outcome: 'registered' });
    await expect(register(newClient(), undefined)).resolves.toEqual({ outcome: 'registered' });
  });

  it.skipIf(skipped)('never take the place of another one (PF-04)', async () => {
    const client = newClient();
    await register(client, undefined);
    await expect(register({ ...client, redirectUris: [] }, undefined)).rejects.toBeInstanceOf(StoreError);
    await expect(place.store.clients.find(client.clientId)).resolves.toEqual(client);
  });

  it.skipIf(skipped)('have a registration that can be read and replaced', async () => {
    const client = newClient();
    const managementDigest = digestOf('token');
    await place.store.clients.register({ client, managementDigest, registeredAtMs: 5 }, 0);
    await expect(place.store.clients.findRegistration(client.clientId)).resolves.toMatchObject({
      client,
      managementDigest,
      registeredAtMs: 5,
    });
    const changed = { ...client, redirectUris: ['https://app.test/new'] };
    await expect(place.store.clients.replaceRegistered(changed)).resolves.toBe(true);
    await expect(place.store.clients.find(client.clientId)).resolves.toEqual(changed);
    const stored = newClient({ origin: 'stored' });
    await place.store.clients.save(stored, 1);
    await expect(place.store.clients.findRegistration(stored.clientId)).resolves.toBeUndefined();
    await expect(place.store.clients.replaceRegistered(stored)).resolves.toBe(false);
  });

  it.skipIf(skipped)('are kept up to the largest that may register', async () => {
    const redirectUris = Array.from({ length: 24 }, (_, i) => `https://app.test/${i}/${'x'.repeat(2_000)}`);
    const client = newClient({ origin: 'registered', redirectUris });
    await place.store.clients.register({ client, registeredAtMs: 5 }, 0);
    await expect(place.store.clients.find(client.clientId)).resolves.toEqual(client);
  });

  it.skipIf(skipped)('are reaped where they were never used, and kept where they were (DR-05)', async () => {
    const [unused, used, stored] = [newClient(), newClient(), newClient({ origin: 'stored' })];
    for (const client of [unused, used]) await place.store.clients.register({ client, registeredAtMs: 7 }, 0);
    await place.store.clients.save(stored, 7);
    const before = await place.store.clients.countUnused();
    await place.store.clients.markUsed(used.clientId, 8);
    await expect(place.store.clients.countUnused()).resolves.toBe(before - 1);
    await place.store.clients.purgeUnused(8, 1_000);
    const left = await Promise.all([unused, used, stored].map(({ clientId }) => place.store.clients.find(clientId)));
    expect(left.map((one) => one?.clientId)).toEqual([undefined, used.clientId, stored.clientId]);
  });
});
