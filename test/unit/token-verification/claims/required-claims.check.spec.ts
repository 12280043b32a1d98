import { describe, expect, it } from 'vitest';
import { checkRequiredClaims } from '../../../../libs/mcp-auth/src/token-verification/claims/required-claims.check.js';
import { jwt } from '../../../support/jwt-under-check.js';

const required = { requiredClaims: ['email'] };

describe('claims that the operator demands', () => {
  it.each(['a@b', '', 0, false])('are there with any value: %j', (email) => {
    expect(checkRequiredClaims(jwt({ claims: { email }, rules: required }))).toBeUndefined();
  });

  it.each([undefined, null])('are missing when %j', (email) => {
    expect(checkRequiredClaims(jwt({ claims: { email }, rules: required }))).toEqual({
      reason: 'required_claim_missing',
      details: { missing: ['email'] },
    });
  });

  it('are not found on the prototype', () => {
    const rules = { requiredClaims: ['toString'] };
    expect(checkRequiredClaims(jwt({ rules }))?.reason).toBe('required_claim_missing');
  });
});
