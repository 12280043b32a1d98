import { OAuthError } from '../../core/errors/oauth-error.js';
import { readClientMetadata, type ClientMetadata } from './client-metadata.js';

/** A registration that is to take the place of the one that there is (RFC 7592 §2.2). */
export interface Replacement {
  readonly metadata: ClientMetadata;
  readonly secret: string | undefined;
}

/** What only the server says; who sends it back has not understood whose it is (RFC 7592 §2.2). */
const membersOfServer = [
  'registration_access_token',
  'registration_client_uri',
  'client_secret_expires_at',
  'client_id_issued_at',
];

/**
 * Reads a registration request (RFC 7591 §3.1).
 * @throws OAuthError
 */
export function readRegistration(body: string): ClientMetadata {
  return readClientMetadata(parsed(body));
}

/**
 * Reads a request to replace a registration.
 * @throws OAuthError, also where it has what only the server says
 */
export function readReplacement(body: string): Replacement {
  const value = parsed(body);
  const metadata = readClientMetadata(value);
  const said = new Map(Object.entries(value ?? {}));
  const foreign = membersOfServer.find((name) => said.has(name));
  if (foreign !== undefined) throw new OAuthError('client_metadata_unusable', { member: foreign });
  const secret: unknown = said.get('client_secret');
  return { metadata, secret: typeof secret === 'string' ? secret : undefined };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // No cause: what the parser says quotes the body.
    throw new OAuthError('body_not_json_object');
  }
}
