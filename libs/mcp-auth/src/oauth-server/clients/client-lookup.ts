import { Inject, Injectable } from '@nestjs/common';
import { OAuthError } from '../../core/errors/oauth-error.js';
import type { Client } from '../model/client.js';
import { Store } from '../repositories/store.js';
import { ClientDocuments } from './client-documents.js';
import { ConfiguredClients } from './configured-clients.js';

/** Finds clients: those of the options first, then those of the store, then by the document that their id names. */
@Injectable()
export class ClientLookup {
  private readonly configured: ReadonlyMap<string, Client>;

  constructor(
    @Inject(ConfiguredClients) { clients }: ConfiguredClients,
    @Inject(Store) private readonly store: Store,
    @Inject(ClientDocuments) private readonly documents: ClientDocuments,
  ) {
    this.configured = new Map(clients.map((client) => [client.clientId, client]));
  }

  /** @throws OAuthError where there is no such client, or it is switched off, or its document cannot be used */
  async find(clientId: string): Promise<Client> {
    const known = this.configured.get(clientId) ?? (await this.store.clients.find(clientId));
    const client = known ?? (await this.documents.find(clientId));
    if (client === undefined) throw new OAuthError('client_unknown', { clientId: clientId.slice(0, 256) });
    if (client.status === 'disabled') throw new OAuthError('client_disabled', { clientId });
    return client;
  }
}
