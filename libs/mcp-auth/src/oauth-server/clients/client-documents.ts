import type { Client } from '../model/client.js';

/** Port: clients whose id is the URL of a document that describes them. */
export abstract class ClientDocuments {
  /**
   * @returns undefined for an id that names no document
   * @throws OAuthError where the document cannot be had or used
   */
  abstract find(clientId: string): Promise<Client | undefined>;
}
