import { renderChallenge } from '../core/challenge.js';
import { refusalOf, type ResourceReason } from '../core/errors/reasons.js';
import { unionOfScopes } from '../core/scopes.js';
import type { Refused } from '../core/verification.js';

/**
 * Longest `scope` of a challenge that names what the token has besides: proxies and clients give up on header fields of a
 * few kilobytes, and a challenge that never arrives asks for nothing.
 */
const maxChallengeScopeCharacters = 2_048;

/** How this registration words its challenges. */
export interface ChallengeSettings {
  /** Scopes that every request needs, whatever else its handler asks for. */
  readonly requiredScopes: readonly string[];
  /** Scopes that a first login should ask for. */
  readonly offeredScopes: () => readonly string[];
  readonly challengeScopes: 'operation+granted' | 'operation';
  /** The form in which clients ask for a scope, where it differs from that in tokens. */
  readonly advertised: (scope: string) => string;
  /** Scopes that clients have to ask for besides, already in that form. Default: none. */
  readonly furtherScopes?: readonly string[];
  /** Absent at level 1, where no metadata is published. */
  readonly resourceMetadataUrl?: string;
}
export const ChallengeSettings = Symbol('ChallengeSettings');

/** The outside of a refusal: what stands in the status line, the headers and the body. */
export interface BearerRefusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly error: string;
  readonly description: string;
  /** The scopes that a better token would have, where that is what is missing. */
  readonly scope?: string;
}

/** The reason of a refusal, for log and audit. */
export function reasonOf(refused: Refused): ResourceReason {
  return refused.ending === 'insufficient' ? 'scope_missing' : refused.reason;
}

/** Renders a refusal (RFC 6750 §3). Pure: the same refusal gives the same answer every time. */
export function renderBearerRefusal(refused: Refused, settings: ChallengeSettings): BearerRefusal {
  const { code, status, text } = refusalOf(reasonOf(refused));
  const face = { status, error: code === '' ? 'unauthorized' : code, description: text };
  if (refused.ending === 'unavailable') {
    // No challenge here: a client that is told to log in again throws its good token away.
    const retryAfter = String(refused.retryAfterSeconds);
    return { ...face, headers: { 'retry-after': retryAfter, 'cache-control': 'no-store' } };
  }
  // Nor here: no login would mend it.
  if (refused.ending === 'denied') return { ...face, headers: { 'cache-control': 'no-store' } };
  const scopes = challengedScopes(refused, settings);
  const challenge = renderChallenge({
    ...(code !== '' && { error: code, errorDescription: text }),
    scopes,
    ...(settings.resourceMetadataUrl !== undefined && { resourceMetadataUrl: settings.resourceMetadataUrl }),
  });
  const headers = { 'www-authenticate': challenge, 'cache-control': 'no-store' };
  return { ...face, headers, ...(refused.ending === 'insufficient' && { scope: scopes.join(' ') }) };
}

/** A 403 names all that the operation needs, and what the token has: many clients replace instead of adding. */
function challengedScopes(refused: Refused, settings: ChallengeSettings): readonly string[] {
  const { offeredScopes, requiredScopes, challengeScopes, advertised, furtherScopes = [] } = settings;
  if (refused.ending !== 'insufficient') return unionOfScopes(offeredScopes().map(advertised), furtherScopes);
  const needed = unionOfScopes(unionOfScopes(requiredScopes, refused.requiredScopes).map(advertised), furtherScopes);
  if (challengeScopes === 'operation') return needed;
  const withGranted = unionOfScopes(needed, refused.principal.scopes.map(advertised));
  return withGranted.join(' ').length > maxChallengeScopeCharacters ? needed : withGranted;
}
