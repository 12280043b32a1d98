import type { ClaimsUnderCheck, Objection } from './jwt-rules.js';

/** RFC 9449 §6, RFC 8705 §3: a token with `cnf` is worth something only with its proof, and none is checked here. */
export function checkConfirmation({ jws }: ClaimsUnderCheck): Objection {
  return Object.hasOwn(jws.claims, 'cnf') ? { reason: 'token_is_sender_constrained' } : undefined;
}
