import type { Client } from '../../model/client.js';
import type { ClientMetadata } from '../../requests/client-metadata.js';

/** What a client said of itself, and the client that it is to be. */
export interface DescribedClient {
  readonly metadata: ClientMetadata;
  readonly client: Client;
}

/** One rule of what clients may be; throws an `OAuthError` where one may not. */
export type RegistrationRule = (described: DescribedClient) => void;
