import { Injectable } from '@nestjs/common';
import { ClientAuthentication } from './client-auth.js';

/** A public client shows its name; that it began the flow is shown by PKCE (OAuth 2.1 §2.4). */
@Injectable()
export class NoClientAuthentication extends ClientAuthentication {
  readonly method = 'none';
  readonly by = 'client_id';

  authenticate(): Promise<void> {
    return Promise.resolve();
  }
}
