import { OAuthError } from '../../../core/errors/oauth-error.js';
import type { CheckedRequest } from '../check.js';

/** A SHA-256 in base64url without padding. */
const s256Challenge = /^[A-Za-z0-9_-]{43}$/;

/** RFC 7636 §4.4.1, OAuth 2.1 §4.1.1: whoever redeems the code proves that it began the flow. Every client has to. */
export function checkPkce({ sent: { codeChallenge, codeChallengeMethod } }: CheckedRequest): void {
  if (codeChallenge === undefined) throw new OAuthError('pkce_missing');
  // Absent means "plain", which hands the verifier to anyone who sees the URL.
  if (codeChallengeMethod !== 'S256') throw new OAuthError('pkce_not_s256');
  if (!s256Challenge.test(codeChallenge)) throw new OAuthError('pkce_challenge_malformed');
}
