import { describe, expect, it } from 'vitest';
import { personalClaims } from '../../../../libs/mcp-auth/src/oauth-server/tokens/personal-claims.js';

describe('claims that an application has about a person', () => {
  it('come into the token as they are', () => {
    expect(personalClaims({ department: 'hr', email: 'a@example.test' })).toEqual({
      department: 'hr',
      email: 'a@example.test',
    });
    expect(personalClaims(undefined)).toEqual({});
  });

  it.each(['iss', 'sub', 'aud', 'exp', 'nbf', 'scope', 'client_id', 'cnf', 'act', 'roles', 'grant_id'])(
    'cannot say the %s of the token',
    (name) => {
      expect(personalClaims({ [name]: 'forged' })).toEqual({});
    },
  );
});
