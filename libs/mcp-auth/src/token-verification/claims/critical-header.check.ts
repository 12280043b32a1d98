import type { JwtUnderCheck, Objection } from './jwt-rules.js';

/** RFC 7515 §4.1.11: a critical extension that is not understood makes the token invalid; we understand none. */
export function checkCriticalHeader({ jws }: JwtUnderCheck): Objection {
  return jws.header.hasCritical ? { reason: 'critical_header_not_understood' } : undefined;
}
