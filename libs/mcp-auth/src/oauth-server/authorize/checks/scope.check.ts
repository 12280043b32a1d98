import type { CheckedRequest } from '../check.js';
import { readScope } from '../../requests/token.request.js';

/** RFC 6749 §3.3: unknown scopes are dropped, but what is no scope is told. @returns what the request names, if anything */
export function checkScope({ sent: { scope } }: CheckedRequest): readonly string[] | undefined {
  return readScope(scope);
}
