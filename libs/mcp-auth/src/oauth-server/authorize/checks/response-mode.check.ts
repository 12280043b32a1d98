import { OAuthError } from '../../../core/errors/oauth-error.js';
import type { CheckedRequest } from '../check.js';

/** A fragment or a form would carry the code past what the redirect URI was chosen for. */
export function checkResponseMode({ sent: { responseMode = 'query' } }: CheckedRequest): void {
  if (responseMode !== 'query') throw new OAuthError('response_mode_not_supported');
}
