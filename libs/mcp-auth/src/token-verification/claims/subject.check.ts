import { textOf } from './claim-values.js';
import type { ClaimsUnderCheck, Objection } from './jwt-rules.js';

/** RFC 9068 §2.2: `sub` names who calls; without it there is no principal. */
export function checkSubject({ jws }: ClaimsUnderCheck): Objection {
  return textOf(jws.claims['sub']) === undefined ? { reason: 'subject_missing' } : undefined;
}
