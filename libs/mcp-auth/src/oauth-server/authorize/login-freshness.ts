import type { AuthorizationRequest } from '../model/authorization-request.js';

/**
 * The moment since which somebody must have logged in for this request (OpenID Connect Core §3.1.2.1): after it began, where the client
 * wants a login or a choice of who it is; so many seconds before it; or whenever. Pure; in milliseconds since the epoch.
 */
export function loggedInSinceMs(
  { prompts, maxAgeSeconds }: Pick<AuthorizationRequest, 'prompts' | 'maxAgeSeconds'>,
  startedAtMs: number,
): number | undefined {
  if (prompts.includes('login') || prompts.includes('select_account')) return startedAtMs;
  return maxAgeSeconds === undefined ? undefined : startedAtMs - maxAgeSeconds * 1000;
}
