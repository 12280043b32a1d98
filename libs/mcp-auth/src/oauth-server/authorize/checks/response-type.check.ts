import { OAuthError } from '../../../core/errors/oauth-error.js';
import type { CheckedRequest } from '../check.js';

/** OAuth 2.1 §4.1.1: `code` is all there is. */
export function checkResponseType({ sent: { responseType } }: CheckedRequest): void {
  if (responseType === undefined) throw new OAuthError('response_type_missing');
  if (responseType !== 'code') throw new OAuthError('response_type_not_supported');
}
