import { describe, expect, it } from 'vitest';
import { checkConfirmation } from '../../../../libs/mcp-auth/src/token-verification/claims/confirmation.check.js';
import { jwt } from '../../../support/jwt-under-check.js';

describe('a sender-constrained token', () => {
  it.each([{ jkt: 'thumbprint' }, { 'x5t#S256': 'thumbprint' }, {}, null])('is no bearer token: cnf %j', (cnf) => {
    expect(checkConfirmation(jwt({ claims: { cnf } }))?.reason).toBe('token_is_sender_constrained');
  });

  it('is told by its claim alone', () => {
    expect(checkConfirmation(jwt())).toBeUndefined();
  });
});
