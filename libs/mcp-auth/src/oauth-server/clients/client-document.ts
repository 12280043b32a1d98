import { OAuthError } from '../../core/errors/oauth-error.js';
import type { Client, ClientAuthenticationMethod } from '../model/client.js';
import { readClientMetadata, type ClientMetadata } from '../requests/client-metadata.js';
import { describedClient } from './described-client.js';
import { registrationRules } from './registration-rules/index.js';

/** Methods that need no secret: a document that everybody reads can hold none (client ID metadata document §4.1). */
const methodsOfDocuments: readonly ClientAuthenticationMethod[] = ['none', 'private_key_jwt'];

/**
 * The client that a document describes.
 * @param url where the document is, which is the id of the client
 * @param value the document
 * @throws OAuthError with the reason for which there can be no such client
 */
export function clientOfDocument(url: string, value: unknown, registrableGrants: readonly string[]): Client {
  const metadata = readClientMetadata(value);
  if (metadata.clientId !== url) throw unusable('client_id');
  if (metadata.presentation.name === undefined) throw unusable('client_name');
  if (metadata.hasSecret) throw unusable('client_secret');
  const [authenticationMethod, ...alternativeMethods] = methodsOf(metadata);
  if (authenticationMethod === undefined) throw unusable('token_endpoint_auth_method');
  const server = { clientId: url, origin: 'document', authenticationMethod, registrableGrants } as const;
  const client = { ...describedClient(metadata, server), alternativeMethods };
  for (const check of registrationRules) check({ metadata, client });
  return client;
}

/** The weakest first: where a client leaves the choice, it may come without a signature (OpenID Connect Relying Party Metadata Choices). */
function methodsOf({ authenticationMethod, offeredMethods }: ClientMetadata): readonly ClientAuthenticationMethod[] {
  const named = [...(authenticationMethod === undefined ? [] : [authenticationMethod]), ...offeredMethods];
  if (named.length === 0) return ['none'];
  return methodsOfDocuments.filter((method) => named.includes(method));
}

function unusable(member: string): OAuthError {
  return new OAuthError('client_metadata_unusable', { member });
}
