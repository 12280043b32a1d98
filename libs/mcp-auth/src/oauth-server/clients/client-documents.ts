import type { Client } from '../model/client.js';

/** Port: clients whose id is the URL of a document that describes them. */
export abstract class ClientDocuments {
  /**
   * @returns undefined for an id that names no document
   * @throws OAuthError where the document cannot be had or used
   */
  abstract find(clientId: string): Promise<Client | undefined>;
}

/** Knows nobody and asks nobody: metadata documents are off. */
export class NoClientDocuments extends ClientDocuments {
  find(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}
