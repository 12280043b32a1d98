import { OAuthError } from '../../../core/errors/oauth-error.js';
import { isRegisteredRedirectUri, redirectUriFault } from '../../../core/redirect-uri.js';
import { confidentialityOf, type Client } from '../../model/client.js';
import type { SentAuthorizationRequest } from '../../requests/authorization.request.js';

/**
 * OAuth 2.1 §2.3.1, RFC 9700 §2.1: answers go only to what the client has registered, and that by today's policy too.
 * @returns where the answer may go
 */
export function checkRedirectUri({ redirectUri }: SentAuthorizationRequest, client: Client): string {
  const uri = redirectUri ?? onlyOne(client.redirectUris);
  if (uri === undefined) throw new OAuthError('redirect_uri_missing');
  const { applicationType } = client;
  const isAllowed =
    isRegisteredRedirectUri(uri, client.redirectUris) &&
    redirectUriFault(uri, { applicationType, confidentiality: confidentialityOf(client) }) === undefined;
  if (!isAllowed) throw new OAuthError('redirect_uri_not_registered', { redirectUri: uri.slice(0, 256) });
  return uri;
}

function onlyOne(uris: readonly string[]): string | undefined {
  return uris.length === 1 ? uris[0] : undefined;
}
