import { OAuthError } from '../../../core/errors/oauth-error.js';
import type { CheckedRequest } from '../check.js';

const reasons = {
  request: 'request_not_supported',
  request_uri: 'request_uri_not_supported',
  registration: 'registration_not_supported',
} as const;

/** OpenID Connect Core §3.1.2.6: what is not supported is said, and nothing is fetched. */
export function checkRequestObject({ sent: { unsupported } }: CheckedRequest): void {
  const [parameter] = unsupported;
  if (parameter !== undefined) throw new OAuthError(reasons[parameter]);
}
