import { OAuthError } from '../../core/errors/oauth-error.js';
import type { Parameters } from './parameters.js';

/** What a request shows of who sends it, by the way in which it is shown (OAuth 2.1 §2.4). */
export type ClientCredentials =
  | { readonly by: 'client_id'; readonly clientId: string }
  | { readonly by: 'client_secret_basic' | 'client_secret_post'; readonly clientId: string; readonly secret: string }
  | { readonly by: 'assertion'; readonly clientId: string | undefined; readonly assertion: string };

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Reads the credentials of a client.
 * @param authorization every `Authorization` field of the request
 * @throws OAuthError where there are none, several, or malformed ones
 */
export function readClientCredentials(sent: Parameters, authorization: readonly string[]): ClientCredentials {
  sent.refuseRepeated(['client_id', 'client_secret', 'client_assertion', 'client_assertion_type']);
  const clientId = sent.first('client_id');
  const shown = [
    ...authorization.map(basicCredentials),
    ...postCredentials(clientId, sent.first('client_secret')),
    ...assertionCredentials(clientId, sent),
  ];
  if (shown.length > 1) throw new OAuthError('client_authentication_repeated');
  const [credentials] = shown;
  if (credentials === undefined) {
    if (clientId === undefined) throw new OAuthError('client_authentication_missing');
    return { by: 'client_id', clientId };
  }
  const differs = clientId !== undefined && credentials.clientId !== undefined && credentials.clientId !== clientId;
  if (differs) throw new OAuthError('client_id_differs');
  return credentials;
}

/** RFC 6749 §2.3.1: both parts are form-encoded before they are joined, which many clients do not know. */
function basicCredentials(field: string): ClientCredentials {
  const [, encoded] = /^basic +([A-Za-z0-9+/_-]+={0,2})$/i.exec(field) ?? [];
  if (encoded === undefined) throw malformed('header');
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1 || text.includes('\uFFFD')) throw malformed('header');
  return {
    by: 'client_secret_basic',
    clientId: formDecoded(text.slice(0, colon)),
    secret: formDecoded(text.slice(colon + 1)),
  };
}

function postCredentials(clientId: string | undefined, secret: string | undefined): readonly ClientCredentials[] {
  if (secret === undefined) return [];
  if (clientId === undefined) throw malformed('client_id');
  return [{ by: 'client_secret_post', clientId, secret }];
}

function assertionCredentials(clientId: string | undefined, sent: Parameters): readonly ClientCredentials[] {
  const assertion = sent.first('client_assertion');
  const type = sent.first('client_assertion_type');
  if (assertion === undefined && type === undefined) return [];
  if (assertion === undefined || type !== jwtBearer) throw malformed('client_assertion_type');
  return [{ by: 'assertion', clientId, assertion }];
}

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw malformed('header');
  }
}

function malformed(part: string): OAuthError {
  return new OAuthError('client_authentication_malformed', { part });
}
