import { hash } from 'node:crypto';
import { OAuthError } from '../../core/errors/oauth-error.js';
import type { Client } from '../model/client.js';
import type { TokenFamily } from '../model/token-family.js';
import type { TokenRequest } from '../requests/token.request.js';

/** RFC 7636 §4.1. */
const verifierForm = /^[A-Za-z0-9._~-]{43,128}$/;

/**
 * Whether a code is shown by the client that it was made for, with the redirect URI and the verifier that belong to it (OAuth 2.1
 * §4.1.3). A code that fails is not spent: else anybody who has seen it could take it from the client.
 * @throws OAuthError
 */
export function checkCodeBinding(
  { clientId, code }: TokenFamily,
  { parameters }: Pick<TokenRequest, 'parameters'>,
  client: Client,
): void {
  if (clientId !== client.clientId) throw new OAuthError('code_of_other_client', { clientId: client.clientId });
  const redirectUri = parameters.first('redirect_uri');
  const fits =
    redirectUri === undefined ? code.redirectUriNamed === 'by_registration' : redirectUri === code.redirectUri;
  if (!fits) throw new OAuthError('code_redirect_uri_differs');
  const verifier = parameters.first('code_verifier') ?? '';
  // The challenge is public, so that comparing it in constant time would hide nothing.
  if (!verifierForm.test(verifier) || hash('sha256', verifier, 'base64url') !== code.challenge) {
    throw new OAuthError('code_verifier_wrong');
  }
}
