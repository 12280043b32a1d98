import { describe, expect, it } from 'vitest';
import { checkAudience } from '../../../../libs/mcp-auth/src/token-verification/claims/audience.check.js';
import { jwt, rules } from '../../../support/jwt-under-check.js';

const resource = rules.audiences[0];

describe('the audience of a token (RS-15)', () => {
  it.each([[resource], [[resource]], [['https://other.example.com', resource]]])('holds this resource: %j', (aud) => {
    expect(checkAudience(jwt({ claims: { aud } }))).toBeUndefined();
  });

  it.each([
    undefined,
    '',
    [],
    7,
    [7],
    'https://other.example.com/mcp',
    'client-id',
    'https://idp.example.com',
    'https://api.example.com:8443/mcp',
    'http://api.example.com/mcp',
    'https://api.example.com/mcp-admin',
    'https://api.example.com/mcp/',
    [[resource]],
    { 0: resource },
  ])('does not hold it: %j (JV-06)', (aud) => {
    expect(checkAudience(jwt({ claims: { aud } }))?.reason).toBe('audience_not_accepted');
  });

  it('may match a pattern that the application brought, from the beginning each time', () => {
    const pattern = { audiences: [/^https:\/\/api\./g] };
    const claims = { aud: 'https://api.example.com' };
    expect(checkAudience(jwt({ claims, rules: pattern }))).toBeUndefined();
    expect(checkAudience(jwt({ claims, rules: pattern }))).toBeUndefined();
    expect(checkAudience(jwt({ claims: { aud: 'https://evil.test' }, rules: pattern }))).toBeDefined();
  });
});
