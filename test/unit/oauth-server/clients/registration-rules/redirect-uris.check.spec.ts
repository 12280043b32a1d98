import { describe, expect, it } from 'vitest';
import { checkRedirectUris } from '../../../../../libs/mcp-auth/src/oauth-server/clients/registration-rules/redirect-uris.check.js';
import { refusalIn } from '../../../../support/authorization.js';
import { described } from '../../../../support/registration.js';

const refusal = (redirect_uris: readonly string[], changes: object = {}) =>
  refusalIn(() => checkRedirectUris(described({ redirect_uris, ...changes })));

describe('the redirect URIs of a client that registers', () => {
  it.each([
    ['https://app.test/cb'],
    ['http://127.0.0.1/cb'],
    ['http://[::1]:8080/cb'],
    ['http://localhost:3118/callback'],
    ['cursor://anysphere.cursor-mcp/oauth/callback'],
    ['com.example.app:/cb'],
  ])('may be %s (AS-08)', (uri) => {
    expect(refusal([uri])).toBeUndefined();
  });

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://app.test/1',
    'about:blank',
    'http://app.test/cb',
    'http://localhost.evil.test/cb',
    'https://user:password@app.test/cb',
    'https://app.test/cb#fragment',
    'https://app.test/cb?code=1',
    '/cb',
  ])('may not be %j (RU-03)', (uri) => {
    expect(refusal([uri])).toBe('redirect_uris_unusable');
    expect(refusal(['https://app.test/cb', uri])).toBe('redirect_uris_unusable');
  });

  it('may not be none (DR-01)', () => {
    expect(refusal([])).toBe('redirect_uris_unusable');
  });

  it('may not be loopback for a client that says that it is a web server (RU-03)', () => {
    expect(refusal(['http://localhost/cb'], { application_type: 'web' })).toBe('redirect_uris_unusable');
    expect(refusal(['http://localhost/cb'], { application_type: 'native' })).toBeUndefined();
  });

  it('tell that a client is an application, whatever it says of itself: Cursor says web', () => {
    const ofCursor = ['cursor://anysphere.cursor-mcp/oauth/callback', 'http://localhost:8787/callback'];
    expect(refusal(ofCursor, { application_type: 'web' })).toBeUndefined();
  });

  it('may not be of an own scheme for a client with a secret, which has a server', () => {
    expect(refusal(['com.example.app:/cb'], { token_endpoint_auth_method: 'client_secret_basic' })).toBe(
      'redirect_uris_unusable',
    );
  });
});
