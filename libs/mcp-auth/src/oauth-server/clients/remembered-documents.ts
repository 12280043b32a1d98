import { knownClients } from './known-clients.js';

const documents = new Map<string, Readonly<Record<string, unknown>>>(
  Object.values(knownClients).map(({ clientId, name, redirectUris }) => [
    clientId,
    { client_id: clientId, client_name: name, redirect_uris: redirectUris, token_endpoint_auth_method: 'none' },
  ]),
);

/**
 * The document of a well-known client as it was when this release was made, so that it can log in where its vendor cannot be reached;
 * undefined for every other client.
 */
export function rememberedDocument(clientId: string): Readonly<Record<string, unknown>> | undefined {
  return documents.get(clientId);
}
