import { Inject, Injectable } from '@nestjs/common';
import { readBearerCredential } from '../../core/bearer-token.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { digestOf } from '../../core/secret-digest.js';
import type { Client } from '../model/client.js';
import type { Registration } from '../model/registration.js';
import { Store } from '../repositories/store.js';
import type { Replacement } from '../requests/registration.request.js';
import { ClientFactory } from './client-factory.js';

/** A registration, and the token by which its client manages it. */
export interface ManagedRegistration extends Registration {
  readonly managementToken: string;
}

/** Lets clients read, replace and remove their registration (RFC 7592). */
@Injectable()
export class ClientManagement {
  constructor(
    @Inject(ClientFactory) private readonly factory: ClientFactory,
    @Inject(Store) private readonly store: Store,
  ) {}

  /**
   * The registration that the token manages.
   * @throws OAuthError, the same for a wrong token, an unknown client and one that did not register itself
   */
  async find(clientId: string | undefined, authorization: readonly string[]): Promise<ManagedRegistration> {
    const credential = readBearerCredential(authorization);
    const managementToken = credential.found === 'token' ? credential.token : '';
    const registration = clientId === undefined ? undefined : await this.store.clients.findRegistration(clientId);
    // Digests: how far two of them are equal tells nothing of the token.
    if (registration?.managementDigest !== digestOf(managementToken))
      throw new OAuthError('registration_token_refused');
    return { ...registration, managementToken };
  }

  /**
   * Puts a new description in the place of the one that there is.
   * @throws OAuthError for what no client may be, and for another id, secret or authentication method
   */
  async replace({ client }: Registration, { metadata, secret }: Replacement): Promise<Client> {
    if (metadata.clientId !== client.clientId) throw unusable('client_id');
    const hasSecret = secret === undefined || client.secrets.some(({ digest }) => digest === digestOf(secret));
    if (!hasSecret) throw unusable('client_secret');
    const next = this.factory.redescribe(metadata, client);
    // Another method would need another secret, or leave one behind.
    if (next.authenticationMethod !== client.authenticationMethod) throw unusable('token_endpoint_auth_method');
    if (!(await this.store.clients.replaceRegistered(next))) throw new OAuthError('registration_token_refused');
    return next;
  }

  async remove({ client }: Registration): Promise<void> {
    await this.store.clients.remove(client.clientId);
  }
}

function unusable(member: string): OAuthError {
  return new OAuthError('client_metadata_unusable', { member });
}
