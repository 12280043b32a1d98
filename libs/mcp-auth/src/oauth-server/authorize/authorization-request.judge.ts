import type { ServedResource } from '../../core/served-resources.js';
import type { AuthorizationRequest } from '../model/authorization-request.js';
import type { Client } from '../model/client.js';
import type { SentAuthorizationRequest } from '../requests/authorization.request.js';
import { readScope } from '../requests/token.request.js';
import { askedResources } from './asked-resources.js';
import { afterRedirectIsTrusted } from './authorize.pipeline.js';
import { readPrompts } from './checks/prompt.check.js';
import { narrowedScopes } from './narrowed-scopes.js';

/**
 * Judges a request whose client and redirect URI are trusted. Pure.
 * @throws OAuthError, to be told to the client
 */
export function judgeAuthorizationRequest(
  sent: SentAuthorizationRequest,
  client: Client,
  redirectUri: string,
  served: readonly ServedResource[],
): AuthorizationRequest {
  for (const check of afterRedirectIsTrusted) check({ sent, client, resources: served });
  const resources = askedResources(sent.resources, served);
  return {
    client,
    redirectUri,
    redirectUriNamed: sent.redirectUri === undefined ? 'by_registration' : 'by_request',
    state: sent.state,
    codeChallenge: sent.codeChallenge ?? '',
    scopes: narrowedScopes(readScope(sent.scope), resources, client.scopes),
    resources: resources.map(({ identifier }) => identifier),
    prompts: readPrompts(sent.prompt),
    maxAgeSeconds: sent.maxAge === undefined ? undefined : Number(sent.maxAge),
    loginHint: sent.loginHint,
    pushedRequest: sent.pushedRequest,
  };
}
