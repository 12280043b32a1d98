import { OAuthError } from '../../../core/errors/oauth-error.js';
import type { DescribedClient } from './registration-rule.js';

/** What a text column of every supported database holds, with room for what the server adds. */
const maxBytes = 48 * 1024;

/** A client is stored in one piece. */
export function checkSize({ client }: DescribedClient): void {
  if (Buffer.byteLength(JSON.stringify(client)) > maxBytes)
    throw new OAuthError('client_metadata_unusable', { cause: 'size' });
}
