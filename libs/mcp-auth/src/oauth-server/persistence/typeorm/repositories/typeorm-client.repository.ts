import { In, IsNull, LessThan, MoreThanOrEqual, Not } from 'typeorm';
import { digestOf } from '../../../../core/secret-digest.js';
import type { Client } from '../../../model/client.js';
import type { Registration } from '../../../model/registration.js';
import { ClientRepository, type RegistrationOutcome } from '../../../repositories/client.repository.js';
import { StoreError } from '../../../repositories/store-error.js';
import { ClientEntity, type ClientRow } from '../entities/client.entity.js';
import type { StoreConnection } from '../store-connection.js';

/** Clients in a database. */
export class TypeOrmClientRepository extends ClientRepository {
  constructor(private readonly connection: StoreConnection) {
    super();
  }

  async find(clientId: string): Promise<Client | undefined> {
    return clientOf(await this.row(clientId));
  }

  async save(client: Client): Promise<void> {
    const row: ClientRow = {
      clientDigest: digestOf(client.clientId),
      client: JSON.stringify(client),
      fingerprint: null,
      repetitionKey: null,
      managementDigest: null,
      registeredAt: null,
      usedAt: null,
    };
    await this.connection.write((manager) => manager.upsert(ClientEntity, row, ['clientDigest']));
  }

  async list(): Promise<readonly Client[]> {
    const rows = await this.connection.read((manager) => manager.find(ClientEntity));
    const clients = rows.map((row) => clientOf(row)).filter((client) => client !== undefined);
    return clients.toSorted((one, other) => (one.clientId < other.clientId ? -1 : 1));
  }

  async setStatus(clientId: string, status: Client['status']): Promise<boolean> {
    for (;;) {
      const row = await this.row(clientId);
      const client = clientOf(row);
      if (row === null || client === undefined) return false;
      if (client.status === status) return true;
      // Only where it is still what was read: a client may change its own registration at the same moment.
      const where = { clientDigest: row.clientDigest, client: row.client };
      const changes = { client: JSON.stringify({ ...client, status }) };
      const { affected } = await this.connection.write((manager) => manager.update(ClientEntity, where, changes));
      if (affected === 1) return true;
    }
  }

  async remove(clientId: string): Promise<boolean> {
    const where = { clientDigest: digestOf(clientId) };
    const { affected } = await this.connection.write((manager) => manager.delete(ClientEntity, where));
    return affected === 1;
  }

  async register(registration: Registration, repeatableSinceMs: number): Promise<RegistrationOutcome> {
    const { client, fingerprint, managementDigest, registeredAtMs } = registration;
    const repetitionKey =
      fingerprint === undefined ? undefined : slotKey(fingerprint, registeredAtMs, repeatableSinceMs);
    if (fingerprint !== undefined) {
      const where = { fingerprint, registeredAt: MoreThanOrEqual(repeatableSinceMs) };
      const twin = clientOf(await this.connection.read((manager) => manager.findOneBy(ClientEntity, where)));
      if (twin !== undefined) return { outcome: 'repeated', client: twin };
    }
    const row: ClientRow = {
      clientDigest: digestOf(client.clientId),
      client: JSON.stringify(client),
      fingerprint: fingerprint ?? null,
      repetitionKey: repetitionKey ?? null,
      managementDigest: managementDigest ?? null,
      registeredAt: registeredAtMs,
      usedAt: null,
    };
    if (await this.connection.insertOnce((manager) => manager.insert(ClientEntity, row)))
      return { outcome: 'registered' };
    return { outcome: 'repeated', client: await this.racer(repetitionKey) };
  }

  async findRegistration(clientId: string): Promise<Registration | undefined> {
    const row = await this.row(clientId);
    const client = clientOf(row);
    if (row === null || client === undefined || row.registeredAt === null) return undefined;
    const { fingerprint, managementDigest, registeredAt: registeredAtMs } = row;
    return {
      client,
      registeredAtMs,
      fingerprint: fingerprint ?? undefined,
      managementDigest: managementDigest ?? undefined,
    };
  }

  async replaceRegistered(client: Client): Promise<boolean> {
    const where = { clientDigest: digestOf(client.clientId), registeredAt: Not(IsNull()) };
    const changes = { client: JSON.stringify(client), fingerprint: null, repetitionKey: null };
    const { affected } = await this.connection.write((manager) => manager.update(ClientEntity, where, changes));
    return affected === 1;
  }

  async markUsed(clientId: string, nowMs: number): Promise<void> {
    const where = { clientDigest: digestOf(clientId) };
    await this.connection.write((manager) => manager.update(ClientEntity, where, { usedAt: nowMs }));
  }

  countUnused(): Promise<number> {
    const where = { usedAt: IsNull(), registeredAt: Not(IsNull()) };
    return this.connection.read((manager) => manager.countBy(ClientEntity, where));
  }

  async purgeUnused(registeredBeforeMs: number, limit: number): Promise<number> {
    const isUnused = { usedAt: IsNull(), registeredAt: LessThan(registeredBeforeMs) };
    return this.connection.write(async (manager) => {
      const rows = await manager.find(ClientEntity, { select: { clientDigest: true }, where: isUnused, take: limit });
      if (rows.length === 0) return 0;
      // Which of them are unused is asked once more: one may have got tokens meanwhile.
      const where = { ...isUnused, clientDigest: In(rows.map(({ clientDigest }) => clientDigest)) };
      return (await manager.delete(ClientEntity, where)).affected ?? 0;
    });
  }

  private row(clientId: string): Promise<ClientRow | null> {
    return this.connection.read((manager) => manager.findOneBy(ClientEntity, { clientDigest: digestOf(clientId) }));
  }

  /** The registration that was faster. Where there is none, what collided was the id, which is a fault of ours. */
  private async racer(repetitionKey: string | undefined): Promise<Client> {
    const row =
      repetitionKey === undefined
        ? null
        : await this.connection.read((manager) => manager.findOneBy(ClientEntity, { repetitionKey }));
    const client = clientOf(row);
    if (client === undefined) throw new StoreError('A new client has the id of another one');
    return client;
  }
}

function clientOf(row: ClientRow | null): Client | undefined {
  return row === null ? undefined : (JSON.parse(row.client) as Client);
}

/** Registrations at the same moment are in the same slot, so that one of them alone can be stored. */
function slotKey(fingerprint: string, registeredAtMs: number, repeatableSinceMs: number): string {
  const slot = Math.floor(registeredAtMs / Math.max(1, registeredAtMs - repeatableSinceMs));
  return digestOf(`${fingerprint} ${slot}`);
}
