import { OAuthError } from '../../../core/errors/oauth-error.js';
import { redirectUriFault } from '../../../core/redirect-uri.js';
import { confidentialityOf } from '../../model/client.js';
import type { DescribedClient } from './registration-rule.js';

/** At least one, and each by the policy that every request is judged by (RFC 7591 §5, RFC 9700 §2.1). */
export function checkRedirectUris({ client }: DescribedClient): void {
  const { redirectUris, applicationType } = client;
  if (redirectUris.length === 0) throw new OAuthError('redirect_uris_unusable', { cause: 'none' });
  const asClient = { applicationType, confidentiality: confidentialityOf(client) };
  for (const uri of redirectUris) {
    const fault = redirectUriFault(uri, asClient);
    if (fault !== undefined)
      throw new OAuthError('redirect_uris_unusable', { redirectUri: uri.slice(0, 256), cause: fault });
  }
}
