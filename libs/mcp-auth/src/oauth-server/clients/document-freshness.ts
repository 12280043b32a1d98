import type { AnswerHeaders } from '../../core/outbound.js';

/** A login asks for a document twice, in one minute; nothing changes so often that this would be too long. */
const minSeconds = 60;
/** What changed yesterday is known today. */
const maxSeconds = 24 * 60 * 60;
/** For who says nothing of it. */
const defaultSeconds = 5 * 60;

/** For how long a document may be kept, by its headers (RFC 9111 §4.2) and within our bounds. */
export function freshnessSeconds(headers: AnswerHeaders, nowMs: number): number {
  const seconds = declaredSeconds(headers, nowMs) ?? defaultSeconds;
  return Math.min(maxSeconds, Math.max(minSeconds, seconds));
}

function declaredSeconds(headers: AnswerHeaders, nowMs: number): number | undefined {
  const directives = (headers.get('cache-control') ?? '').toLowerCase();
  if (/(?:^|[ ,])no-(?:store|cache)\b/.test(directives)) return 0;
  const [, maxAge] = /(?:^|[ ,])max-age="?(\d{1,12})"?/.exec(directives) ?? [];
  if (maxAge !== undefined) return Number(maxAge) - (Number(headers.get('age')) || 0);
  const expiresAtMs = Date.parse(headers.get('expires') ?? '');
  return Number.isNaN(expiresAtMs) ? undefined : (expiresAtMs - nowMs) / 1000;
}
