import { describe, expect, it } from 'vitest';
import { checkIssuer } from '../../../../libs/mcp-auth/src/token-verification/claims/issuer.check.js';
import { jwt } from '../../../support/jwt-under-check.js';

describe('the issuer of a token', () => {
  it('is the configured one', () => {
    expect(checkIssuer(jwt())).toBeUndefined();
  });

  it.each([
    undefined,
    null,
    7,
    ['https://idp.example.com'],
    'https://idp.example.com/',
    'https://IDP.example.com',
    'https://idp.example.com:443',
    'https://idp.example.com.evil.test',
    'https://idp.example.com@evil.test',
    'http://idp.example.com',
  ])('is not nearly the configured one: %j (JV-07)', (iss) => {
    expect(checkIssuer(jwt({ claims: { iss } }))?.reason).toBe('issuer_not_accepted');
  });
});
