import { numericDateOf } from './claim-values.js';
import type { ClaimsUnderCheck, Objection } from './jwt-rules.js';

/** RFC 7519 §4.1.4–4.1.6: `exp` is there and ahead, `nbf` and `iat` are not ahead, each within the tolerance. */
export function checkLifetime({ jws, rules, nowSeconds }: ClaimsUnderCheck): Objection {
  const { exp, nbf, iat } = jws.claims;
  const tolerance = rules.clockToleranceSeconds;
  const expiresAt = numericDateOf(exp);
  if (expiresAt === undefined) return { reason: 'lifetime_claim_invalid', details: { claim: 'exp' } };
  if (nowSeconds >= expiresAt + tolerance) return { reason: 'token_expired', details: { expiresAt, nowSeconds } };
  return (
    notAhead(nbf, 'nbf', 'token_not_yet_valid', nowSeconds + tolerance) ??
    notAhead(iat, 'iat', 'token_issued_in_future', nowSeconds + tolerance)
  );
}

function notAhead(
  value: unknown,
  claim: string,
  reason: 'token_not_yet_valid' | 'token_issued_in_future',
  latest: number,
): Objection {
  if (value === undefined) return undefined;
  const date = numericDateOf(value);
  if (date === undefined) return { reason: 'lifetime_claim_invalid', details: { claim } };
  return date > latest ? { reason, details: { [claim]: date, latest } } : undefined;
}
