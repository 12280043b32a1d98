import type { ServedResource } from '../../core/served-resources.js';
import type { AuthorizationRequest } from '../model/authorization-request.js';
import type { Client } from '../model/client.js';
import type { SentAuthorizationRequest } from '../requests/authorization.request.js';
import { afterRedirectIsTrusted } from './authorize.pipeline.js';
import { checkPrompt } from './checks/prompt.check.js';
import { checkResource } from './checks/resource.check.js';
import { checkScope } from './checks/scope.check.js';
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
  const request = { sent, client, resources: served };
  for (const check of afterRedirectIsTrusted) check(request);
  const scopes = checkScope(request);
  const resources = checkResource(request);
  return {
    client,
    redirectUri,
    redirectUriNamed: sent.redirectUri === undefined ? 'by_registration' : 'by_request',
    state: sent.state,
    codeChallenge: sent.codeChallenge ?? '',
    scopes: narrowedScopes(scopes, resources, client.scopes),
    resources: resources.map(({ identifier }) => identifier),
    prompts: checkPrompt(request),
    maxAgeSeconds: sent.maxAge === undefined ? undefined : Number(sent.maxAge),
    loginHint: sent.loginHint,
  };
}
