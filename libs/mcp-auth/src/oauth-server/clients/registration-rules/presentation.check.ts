import { OAuthError } from '../../../core/errors/oauth-error.js';
import type { DescribedClient } from './registration-rule.js';

/** Control characters, and those that turn the direction of writing: a name must look like what it is. */
const misleading = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** What is shown to people is text, and links that a browser follows without running them (RFC 7591 §5). */
export function checkPresentation({ client: { presentation } }: DescribedClient): void {
  const { name, uri, logoUri, policyUri, termsUri } = presentation;
  if (name !== undefined && misleading.test(name)) throw unusable('client_name');
  const links = { client_uri: uri, logo_uri: logoUri, policy_uri: policyUri, tos_uri: termsUri };
  for (const [member, link] of Object.entries(links)) {
    if (link !== undefined && !isWebLink(link)) throw unusable(member);
  }
}

function isWebLink(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !misleading.test(text);
}

function unusable(member: string): OAuthError {
  return new OAuthError('client_metadata_unusable', { member });
}
