import { describe, expect, it } from 'vitest';
import { checkLifetime } from '../../../../libs/mcp-auth/src/token-verification/claims/lifetime.check.js';
import { jwt, nowSeconds, rules } from '../../../support/jwt-under-check.js';

const tolerance = rules.clockToleranceSeconds;

describe('the lifetime of a token (RFC 7519 §4.1)', () => {
  it('has not ended one second inside the tolerance', () => {
    expect(checkLifetime(jwt({ claims: { exp: nowSeconds - tolerance + 1 } }))).toBeUndefined();
  });

  it('has ended when the tolerance is used up (JV-08)', () => {
    expect(checkLifetime(jwt({ claims: { exp: nowSeconds - tolerance } }))?.reason).toBe('token_expired');
  });

  it.each([
    undefined,
    null,
    String(nowSeconds + 300),
    Number.POSITIVE_INFINITY,
    Number.NaN,
    -1,
    (nowSeconds + 300) * 1000,
  ])('needs a sane exp: %s (JV-08)', (exp) => {
    expect(checkLifetime(jwt({ claims: { exp } }))?.reason).toBe('lifetime_claim_invalid');
  });

  it.each([
    ['nbf', 'token_not_yet_valid'],
    ['iat', 'token_issued_in_future'],
  ])('has begun: %s is not ahead by more than the tolerance (JV-08)', (claim, reason) => {
    expect(checkLifetime(jwt({ claims: { [claim]: nowSeconds + tolerance } }))).toBeUndefined();
    expect(checkLifetime(jwt({ claims: { [claim]: nowSeconds + tolerance + 1 } }))?.reason).toBe(reason);
  });

  it.each(['nbf', 'iat'])('needs a sane %s where there is one', (claim) => {
    expect(checkLifetime(jwt({ claims: { [claim]: 'soon' } }))?.reason).toBe('lifetime_claim_invalid');
  });

  it('needs neither nbf nor iat', () => {
    expect(checkLifetime(jwt({ claims: { nbf: undefined, iat: undefined } }))).toBeUndefined();
  });
});
