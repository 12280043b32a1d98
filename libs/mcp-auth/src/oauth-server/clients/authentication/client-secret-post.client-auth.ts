import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../../core/clock.js';
import type { Client } from '../../model/client.js';
import type { ClientCredentials } from '../../requests/client-credentials.js';
import { ClientAuthentication } from './client-auth.js';
import { checkClientSecret } from './client-secret.js';

/** A secret in the body (OAuth 2.1 §2.4.1). */
@Injectable()
export class ClientSecretPostAuthentication extends ClientAuthentication {
  readonly method = 'client_secret_post';
  readonly by = 'client_secret_post';

  constructor(@Inject(SharedClock) private readonly clock: SharedClock) {
    super();
  }

  async authenticate(client: Client, credentials: ClientCredentials): Promise<void> {
    if ('secret' in credentials) checkClientSecret(client, credentials.secret, this.clock);
  }
}
