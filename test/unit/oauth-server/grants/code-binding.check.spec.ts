import { describe, expect, it } from 'vitest';
import { checkCodeBinding } from '../../../../libs/mcp-auth/src/oauth-server/grants/code-binding.check.js';
import { Parameters } from '../../../../libs/mcp-auth/src/oauth-server/requests/parameters.js';
import { refusalIn, testChallenge, testClient, testVerifier } from '../../../support/authorization.js';
import { testFamily } from '../../../support/token-family.js';

const good = { redirect_uri: 'https://app.test/cb', code_verifier: testVerifier };
const check = (changes: Readonly<Record<string, string>>, family = testFamily()) => {
  const parameters = Parameters.parse(new URLSearchParams({ ...good, ...changes }).toString());
  return refusalIn(() => checkCodeBinding(family, { parameters }, testClient));
};
const bound = (redirectUriNamed: 'by_request' | 'by_registration') => {
  const family = testFamily();
  return { ...family, code: { ...family.code, challenge: testChallenge, redirectUriNamed } };
};

describe('a code', () => {
  it('is taken from the client that it was made for, with all that belongs to it', () => {
    expect(check({})).toBeUndefined();
  });

  it('is not taken from another client (CC-03)', () => {
    expect(check({}, { ...testFamily(), clientId: 'other' })).toBe('code_of_other_client');
  });

  it.each(['https://app.test/cb/', 'https://app.test/other', ''])(
    'is not taken with the redirect URI %j (RU-04)',
    (uri) => {
      expect(check({ redirect_uri: uri })).toBe('code_redirect_uri_differs');
    },
  );

  it('needs no redirect URI where the authorization request named none', () => {
    expect(check({ redirect_uri: '' }, bound('by_registration'))).toBeUndefined();
    expect(check({ redirect_uri: 'https://app.test/other' }, bound('by_registration'))).toBe(
      'code_redirect_uri_differs',
    );
  });

  it.each(['', 'a'.repeat(42), 'a'.repeat(129), 'a'.repeat(43), `${testVerifier} `, `${testVerifier.slice(1)}é`])(
    'is not taken with the verifier %j (PK-04)',
    (verifier) => {
      expect(check({ code_verifier: verifier })).toBe('code_verifier_wrong');
    },
  );
});
