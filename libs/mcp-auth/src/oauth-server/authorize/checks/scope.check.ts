import type { CheckedRequest } from '../check.js';
import { readScope } from '../../requests/token.request.js';

/** RFC 6749 §3.3: unknown scopes are dropped, but what is no scope is told. */
export function checkScope({ sent: { scope } }: CheckedRequest): void {
  readScope(scope);
}
