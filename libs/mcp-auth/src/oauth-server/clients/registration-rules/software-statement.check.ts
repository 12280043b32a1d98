import { OAuthError } from '../../../core/errors/oauth-error.js';
import type { DescribedClient } from './registration-rule.js';

/** Nobody is trusted to vouch for clients here; to ignore a statement would be to act as if it had been believed (RFC 7591 §3.2.2). */
export function checkSoftwareStatement({ metadata }: DescribedClient): void {
  if (metadata.softwareStatement !== undefined) throw new OAuthError('software_statement_refused');
}
