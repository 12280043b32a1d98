import { Inject, Injectable } from '@nestjs/common';
import { OAuthError } from '../../core/errors/oauth-error.js';
import type { Client } from '../model/client.js';
import type { ClientCredentials } from '../requests/client-credentials.js';
import { ClientAuthentication } from './authentication/client-auth.js';
import { assertedClientId } from './asserted-client-id.js';
import { ClientLookup } from './client-lookup.js';

/** Injection token of the list of all authentication methods. */
export const ClientAuthentications = Symbol('ClientAuthentications');

/** Tells which client sends a request, once it has shown that it is that client. */
@Injectable()
export class ClientAuthenticator {
  constructor(
    @Inject(ClientLookup) private readonly clients: ClientLookup,
    @Inject(ClientAuthentications) private readonly methods: readonly ClientAuthentication[],
  ) {}

  /** @throws OAuthError */
  async authenticate(credentials: ClientCredentials): Promise<Client> {
    const clientId = credentials.by === 'assertion' ? assertedClientId(credentials) : credentials.clientId;
    const client = await this.find(clientId);
    const registered = [client.authenticationMethod, ...(client.alternativeMethods ?? [])];
    const method = this.methods.find((one) => registered.includes(one.method) && one.by === credentials.by);
    // A client keeps to what it registered: else a weaker method would do (CA-04).
    if (method === undefined) throw new OAuthError('client_authentication_method_differs', { clientId });
    await method.authenticate(client, credentials);
    return client;
  }

  /** Here an unknown client is told apart from a wrong secret in the log alone. */
  private async find(clientId: string): Promise<Client> {
    try {
      return await this.clients.find(clientId);
    } catch (error) {
      // Who has to wait for a document must not think that it is unknown: clients throw their tokens away then.
      const isRefusal = error instanceof OAuthError && error.reason !== 'client_document_unreachable';
      if (!isRefusal) throw error;
      throw new OAuthError('client_not_found', { ...error.details, cause: error.reason }, { cause: error });
    }
  }
}
