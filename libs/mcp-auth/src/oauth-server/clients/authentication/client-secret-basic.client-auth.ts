import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../../core/clock.js';
import type { Client } from '../../model/client.js';
import type { ClientCredentials } from '../../requests/client-credentials.js';
import { ClientAuthentication } from './client-auth.js';
import { checkClientSecret } from './client-secret.js';

/** A secret in the header (RFC 6749 §2.3.1). */
@Injectable()
export class ClientSecretBasicAuthentication extends ClientAuthentication {
  readonly method = 'client_secret_basic';
  readonly by = 'client_secret_basic';

  constructor(@Inject(SharedClock) private readonly clock: SharedClock) {
    super();
  }

  async authenticate(client: Client, credentials: ClientCredentials): Promise<void> {
    if ('secret' in credentials) checkClientSecret(client, credentials.secret, this.clock);
  }
}
