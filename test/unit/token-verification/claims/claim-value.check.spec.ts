import { describe, expect, it } from 'vitest';
import { checkClaimValues } from '../../../../libs/mcp-auth/src/token-verification/claims/claim-value.check.js';
import { jwt } from '../../../support/jwt-under-check.js';

const rules = { requiredClaimValues: { token_use: ['access'], 'app.kind': ['web', 'native'] } };
const under = (claims: object) => jwt({ rules, claims: { token_use: 'access', app: { kind: 'web' }, ...claims } });

describe('claims that must have a value (JV-05)', () => {
  it('have one that is accepted, also inside another claim or in a list', () => {
    expect(checkClaimValues(under({}))).toBeUndefined();
    expect(checkClaimValues(under({ token_use: ['id', 'access'] }))).toBeUndefined();
  });

  it.each([
    { token_use: 'id' },
    { token_use: undefined },
    { token_use: 'Access' },
    { token_use: true },
    { app: { kind: 'robot' } },
    { app: 'web' },
  ])('are refused as %j', (claims) => {
    expect(checkClaimValues(under(claims))?.reason).toBe('claim_not_accepted');
  });
});
