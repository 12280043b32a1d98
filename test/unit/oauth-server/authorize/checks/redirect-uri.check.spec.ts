import { describe, expect, it } from 'vitest';
import { checkRedirectUri } from '../../../../../libs/mcp-auth/src/oauth-server/authorize/checks/redirect-uri.check.js';
import { authorizationQuery, refusalIn, sentRequest, testClient } from '../../../../support/authorization.js';

const judge = (uri: string | undefined, registered: readonly string[]) =>
  checkRedirectUri(sentRequest(authorizationQuery({ redirect_uri: uri })), { ...testClient, redirectUris: registered });

describe('the redirect URI of a request', () => {
  it('is one that the client has registered (RU-01)', () => {
    expect(judge('https://app.test/cb', ['https://app.test/cb'])).toBe('https://app.test/cb');
    expect(refusalIn(() => judge('https://app.test/cb/', ['https://app.test/cb']))).toBe('redirect_uri_not_registered');
  });

  it('may be left out where the client has one only (RU-05)', () => {
    expect(judge(undefined, ['https://app.test/cb'])).toBe('https://app.test/cb');
    expect(refusalIn(() => judge(undefined, ['https://app.test/cb', 'https://app.test/b']))).toBe(
      'redirect_uri_missing',
    );
  });

  it('has to be allowed by the policy of today, however it came to be registered (RU-03)', () => {
    expect(refusalIn(() => judge('javascript:alert(1)', ['javascript:alert(1)']))).toBe('redirect_uri_not_registered');
  });
});
