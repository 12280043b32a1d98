import { OAuthError } from '../../../core/errors/oauth-error.js';
import type { CheckedRequest } from '../check.js';

/** RFC 6749 §3.1: two values of one parameter could be read differently by two parties. */
export function checkRepetition({ sent: { repeated } }: CheckedRequest): void {
  const [parameter] = repeated;
  if (parameter !== undefined) throw new OAuthError('parameter_repeated', { parameter });
}
