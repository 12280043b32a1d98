import { OAuthError } from '../../../core/errors/oauth-error.js';
import type { DescribedClient } from './registration-rule.js';

/** What remains of the grants that a client asks for must begin somewhere, and its response types must go with it (RFC 7591 §2.1). */
export function checkGrantTypes({ metadata: { responseTypes }, client: { grantTypes } }: DescribedClient): void {
  if (!grantTypes.includes('authorization_code'))
    throw new OAuthError('client_metadata_unusable', { member: 'grant_types' });
  if (responseTypes !== undefined && !responseTypes.includes('code'))
    throw new OAuthError('client_metadata_unusable', { member: 'response_types' });
}
