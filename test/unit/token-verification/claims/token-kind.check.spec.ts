import { describe, expect, it } from 'vitest';
import { checkTokenKind } from '../../../../libs/mcp-auth/src/token-verification/claims/token-kind.check.js';
import { jwt } from '../../../support/jwt-under-check.js';

describe('the kind of a token without a telling type (RFC 9068 §5)', () => {
  it('is an access token by default', () => {
    expect(checkTokenKind(jwt())).toBeUndefined();
  });

  it.each([{ token_use: 'access' }, { typ: 'Bearer' }])('is an access token with %j', (claims) => {
    expect(checkTokenKind(jwt({ claims }))).toBeUndefined();
  });

  it.each([
    { nonce: 'n' },
    { at_hash: 'h' },
    { c_hash: 'h' },
    { s_hash: 'h' },
    { events: {} },
    { token_use: 'id' },
    { token_use: 'refresh' },
    { typ: 'ID' },
    { typ: 'Refresh' },
    { typ: 'Logout' },
  ])('is foreign with %j (RS-28, JV-05)', (claims) => {
    expect(checkTokenKind(jwt({ claims }))?.reason).toBe('token_type_not_accepted');
  });

  const aboutItself = { iss: 'https://client.example.com', sub: 'https://client.example.com' };

  it.each([undefined, 'JWT', 'application/jwt'])(
    'is a client assertion when it is about its issuer, with type %s',
    (type) => {
      expect(checkTokenKind(jwt({ claims: aboutItself, header: { type } }))).toEqual({
        reason: 'token_type_not_accepted',
        details: { kind: 'client assertion' },
      });
    },
  );

  it.each(['at+jwt', 'AT+JWT', 'application/at+jwt'])('is what the type says, even about its issuer: %s', (type) => {
    expect(checkTokenKind(jwt({ claims: aboutItself, header: { type } }))).toBeUndefined();
  });
});
