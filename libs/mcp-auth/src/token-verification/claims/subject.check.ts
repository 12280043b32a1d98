import type { CallerCheck } from './accepted-callers.js';

/** RFC 9068 §2.2: the subject names who calls; without it there is no principal. */
export const checkSubject: CallerCheck = ({ subject }) => (subject === '' ? { reason: 'subject_missing' } : undefined);
