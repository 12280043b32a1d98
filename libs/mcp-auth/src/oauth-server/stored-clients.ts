import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../core/clock.js';
import { ConfigurationError } from '../core/errors/configuration-error.js';
import { configuredClient, configuredClientProblems } from './configured-client.js';
import type { ConfiguredClientOptions } from './oauth-server.options.js';
import { configuredClientSchema } from './configured-client.schema.js';
import type { Client } from './model/client.js';
import { Store } from './repositories/store.js';

/** A client of the database. Nobody has checked its name, where it registered itself. */
export interface StoredClient {
  readonly clientId: string;
  readonly name: string | undefined;
  readonly origin: Client['origin'];
  readonly status: Client['status'];
  readonly redirectUris: readonly string[];
  readonly grantTypes: readonly string[];
}

/** Clients that the operator keeps in the database: they come and go without a restart, on every replica at once. */
@Injectable()
export class StoredClients {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {}

  /**
   * Stores a client, or puts it in the place of the one with its id. One of the options with the same id wins over it.
   * @throws ConfigurationError with everything that is wrong with it
   */
  async save(options: ConfiguredClientOptions): Promise<void> {
    const read = configuredClientSchema.safeParse(options);
    if (!read.success) {
      const problems = read.error.issues.map(({ path, message }) => ({ path: ['client', ...path].join('.'), message }));
      throw new ConfigurationError(problems);
    }
    const client = { ...configuredClient(options), origin: 'stored' } as const;
    const problems = configuredClientProblems(client, 'client');
    if (problems.length > 0) throw new ConfigurationError(problems);
    await this.store.clients.save(client, this.clock.nowMs());
  }

  /** Every client of the database, also those that registered themselves, by their ids. Secrets are digests. */
  async list(): Promise<readonly StoredClient[]> {
    return (await this.store.clients.list()).map(
      ({ clientId, origin, status, redirectUris, grantTypes, presentation }) => {
        return { clientId, name: presentation.name, origin, status, redirectUris, grantTypes };
      },
    );
  }

  /** Lets a client get no token any more, or again. What it has already is ended by `GrantAdministration`. @returns whether there is one */
  setStatus(clientId: string, status: StoredClient['status']): Promise<boolean> {
    return this.store.clients.setStatus(clientId, status);
  }

  /** Removes a client, however it came into the database. @returns whether there was one */
  remove(clientId: string): Promise<boolean> {
    return this.store.clients.remove(clientId);
  }
}
