import { describe, expect, it } from 'vitest';
import { checkTokenType } from '../../../../libs/mcp-auth/src/token-verification/claims/token-type.check.js';
import { jwt } from '../../../support/jwt-under-check.js';

describe('the type of a token (RFC 9068 §4)', () => {
  it.each(['at+jwt', 'AT+JWT', 'application/at+jwt'])('is that of an access token: %s (RS-27)', (type) => {
    expect(checkTokenType(jwt({ header: { type }, rules: { tokenType: 'at+jwt' } }))).toBeUndefined();
  });

  it.each([undefined, 'JWT', 'jwt'])('may say nothing where the issuer gives no type: %s', (type) => {
    expect(checkTokenType(jwt({ header: { type } }))).toBeUndefined();
  });

  it.each([undefined, 'JWT'])('must say it where at+jwt is demanded: %s (JV-05)', (type) => {
    const token = jwt({ header: { type }, rules: { tokenType: 'at+jwt' } });
    expect(checkTokenType(token)?.reason).toBe('token_type_not_accepted');
  });

  it.each(['logout+jwt', 'oauth-id-jag+jwt', 'dpop+jwt', 'client-authentication+jwt', 'id_token'])(
    'is never that of another kind: %s (JV-05)',
    (type) => {
      expect(checkTokenType(jwt({ header: { type } }))?.reason).toBe('token_type_not_accepted');
    },
  );
});
