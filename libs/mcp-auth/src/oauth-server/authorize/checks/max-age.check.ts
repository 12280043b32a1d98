import { OAuthError } from '../../../core/errors/oauth-error.js';
import type { CheckedRequest } from '../check.js';

/** OpenID Connect Core §3.1.2.1: seconds. */
export function checkMaxAge({ sent: { maxAge } }: CheckedRequest): void {
  if (maxAge !== undefined && !/^\d{1,9}$/.test(maxAge)) throw new OAuthError('max_age_malformed');
}
