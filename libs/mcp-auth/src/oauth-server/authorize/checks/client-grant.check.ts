import { OAuthError } from '../../../core/errors/oauth-error.js';
import type { CheckedRequest } from '../check.js';

/** OAuth 2.1 §4.1.2.1: a client that is for machines alone has no business at a browser. */
export function checkClientGrant({ client }: CheckedRequest): void {
  if (!client.grantTypes.includes('authorization_code')) throw new OAuthError('grant_type_not_registered');
}
