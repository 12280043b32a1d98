import { StoreError } from '../../repositories/store-error.js';
import type { Client } from '../../model/client.js';
import type { Registration } from '../../model/registration.js';
import { ClientRepository, type RegistrationOutcome } from '../../repositories/client.repository.js';

interface Entry {
  readonly client: Client;
  readonly registration?: Omit<Registration, 'client'>;
  readonly usedAtMs?: number;
}

/** Clients in the memory of this process. */
export class MemoryClientRepository extends ClientRepository {
  private readonly entries = new Map<string, Entry>();

  async find(clientId: string): Promise<Client | undefined> {
    return this.entries.get(clientId)?.client;
  }

  async save(client: Client): Promise<void> {
    this.entries.set(client.clientId, { client });
  }

  async list(): Promise<readonly Client[]> {
    return [...this.entries.values()]
      .map(({ client }) => client)
      .toSorted((one, other) => (one.clientId < other.clientId ? -1 : 1));
  }

  async setStatus(clientId: string, status: Client['status']): Promise<boolean> {
    const entry = this.entries.get(clientId);
    if (entry !== undefined) this.entries.set(clientId, { ...entry, client: { ...entry.client, status } });
    return entry !== undefined;
  }

  async remove(clientId: string): Promise<boolean> {
    return this.entries.delete(clientId);
  }

  async register({ client, ...registration }: Registration, repeatableSinceMs: number): Promise<RegistrationOutcome> {
    const twin = [...this.entries.values()].find(
      (entry) =>
        registration.fingerprint !== undefined &&
        entry.registration?.fingerprint === registration.fingerprint &&
        entry.registration.registeredAtMs >= repeatableSinceMs,
    );
    if (twin !== undefined) return { outcome: 'repeated', client: twin.client };
    if (this.entries.has(client.clientId)) throw new StoreError('The client exists');
    this.entries.set(client.clientId, { client, registration });
    return { outcome: 'registered' };
  }

  async findRegistration(clientId: string): Promise<Registration | undefined> {
    const entry = this.entries.get(clientId);
    return entry?.registration === undefined ? undefined : { client: entry.client, ...entry.registration };
  }

  async replaceRegistered(client: Client): Promise<boolean> {
    const entry = this.entries.get(client.clientId);
    if (entry?.registration === undefined) return false;
    const registration = { ...entry.registration, fingerprint: undefined };
    this.entries.set(client.clientId, { ...entry, client, registration });
    return true;
  }

  async markUsed(clientId: string, nowMs: number): Promise<void> {
    const entry = this.entries.get(clientId);
    if (entry !== undefined) this.entries.set(clientId, { ...entry, usedAtMs: nowMs });
  }

  async countUnused(): Promise<number> {
    return this.unused().length;
  }

  async purgeUnused(registeredBeforeMs: number, limit: number): Promise<number> {
    const purged = this.unused()
      .filter(({ registration }) => (registration?.registeredAtMs ?? Infinity) < registeredBeforeMs)
      .slice(0, limit);
    for (const { client } of purged) this.entries.delete(client.clientId);
    return purged.length;
  }

  private unused(): readonly Entry[] {
    return [...this.entries.values()].filter(
      ({ registration, usedAtMs }) => registration !== undefined && usedAtMs === undefined,
    );
  }
}
