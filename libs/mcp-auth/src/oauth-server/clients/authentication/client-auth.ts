import type { Client, ClientAuthenticationMethod } from '../../model/client.js';
import type { ClientCredentials } from '../../requests/client-credentials.js';

/** One way in which clients authenticate (RFC 7591 §2, `token_endpoint_auth_method`). */
export abstract class ClientAuthentication {
  abstract readonly method: ClientAuthenticationMethod;

  /** How credentials for this method are shown. */
  abstract readonly by: ClientCredentials['by'];

  /** @throws OAuthError where the credentials are not this client's */
  abstract authenticate(client: Client, credentials: ClientCredentials): Promise<void>;
}
