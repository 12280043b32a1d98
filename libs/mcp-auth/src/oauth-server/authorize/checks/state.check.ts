import { OAuthError } from '../../../core/errors/oauth-error.js';
import type { CheckedRequest } from '../check.js';

/** RFC 6749 appendix A.5: visible ASCII and blanks; the bound is ours. */
const form = /^[\x20-\x7e]{1,4096}$/;

/** Whether a state can be given back unchanged. */
export function isUsableState(state: string): boolean {
  return form.test(state);
}

/** A state that could not be given back would fail at the client, where nobody sees why. */
export function checkState({ sent: { state } }: CheckedRequest): void {
  if (state !== undefined && !isUsableState(state)) throw new OAuthError('state_malformed');
}
