import { describe, expect, it } from 'vitest';
import {
  isRegisteredRedirectUri,
  redirectUriFault,
  type RedirectingClient,
} from '../../../libs/mcp-auth/src/core/redirect-uri.js';

const publicClient: RedirectingClient = { confidentiality: 'public' };
const confidential: RedirectingClient = { confidentiality: 'confidential' };

describe('a redirect URI of a request', () => {
  it('is the registered one, character by character (AS-06)', () => {
    expect(isRegisteredRedirectUri('https://app.test/cb', ['https://other.test/', 'https://app.test/cb'])).toBe(true);
  });

  it.each([
    'https://app.test/cb/',
    'https://app.test/cb?x=1',
    'https://app.test/cb/../cb',
    'https://app.test/cb%2f..',
    'https://app.test/cb/%252e%252e/',
    'https://app.test/CB',
    'HTTPS://APP.TEST/cb',
    'https://app.test:443/cb',
    'https://app.test@evil.test/cb',
    'https://app.test.evil.test/cb',
    'https://app.test\\@evil.test/cb',
    'https://app.test/cb#f',
    'https://app.test/cb#',
    'https://app.test/cb%00',
    'https://app.test/\tcb',
    '',
  ])('is not one that only resembles it: %j (RU-01)', (asked) => {
    expect(isRegisteredRedirectUri(asked, ['https://app.test/cb'])).toBe(false);
  });

  it.each([
    ['http://127.0.0.1/cb', 'http://127.0.0.1:51234/cb'],
    ['http://127.0.0.1:8080/cb', 'http://127.0.0.1/cb'],
    ['http://[::1]/cb', 'http://[::1]:51234/cb'],
    ['http://localhost:3000/cb?a=1', 'http://localhost:4000/cb?a=1'],
    ['http://127.0.0.1', 'http://127.0.0.1:5000'],
  ])('of loopback %s may have another port: %s (RU-02)', (registered, asked) => {
    expect(isRegisteredRedirectUri(asked, [registered])).toBe(true);
  });

  it.each([
    'http://localhost:51234/cb',
    'http://[::1]:51234/cb',
    'http://127.0.0.2:51234/cb',
    'https://127.0.0.1:51234/cb',
    'http://127.0.0.1:51234/other',
    'http://127.0.0.1:51234/cb?x=1',
    'http://127.0.0.1:51234',
    'http://127.0.0.1:51234@evil.test/cb',
    'http://127.0.0.1.evil.test/cb',
    'http://127.0.0.1:999999/cb',
    'http://127.0.0.1:/cb',
  ])('of loopback may differ by nothing else: %s (RU-02)', (asked) => {
    expect(isRegisteredRedirectUri(asked, ['http://127.0.0.1/cb'])).toBe(false);
  });

  it('of another host may have no other port', () => {
    expect(isRegisteredRedirectUri('https://app.test:8443/cb', ['https://app.test/cb'])).toBe(false);
  });
});

describe('a redirect URI', () => {
  it.each([
    'https://app.test/cb',
    'https://app.test/cb?x=1',
    'http://localhost/cb',
    'http://127.0.0.1:3000/cb',
    'http://[::1]:3000/cb',
    'com.example.app:/cb',
    'cursor://anysphere.cursor-mcp/oauth/callback',
    'vscode://publisher.extension/callback',
  ])('may be %s (AS-08)', (uri) => {
    expect(redirectUriFault(uri, publicClient)).toBeUndefined();
  });

  it.each([
    ['not a URI', 'malformed'],
    ['/relative', 'malformed'],
    [' https://app.test/cb', 'malformed'],
    ['java\tscript:alert(1)', 'malformed'],
    ['\u0001javascript:alert(1)', 'malformed'],
    ['https://app.test\\@evil.test', 'malformed'],
    ['https://bücher.test/cb', 'malformed'],
    ['https:claude.ai/cb', 'malformed'],
    ['https:/claude.ai/cb', 'malformed'],
    ['https:///claude.ai/cb', 'malformed'],
    ['https://@claude.ai/cb', 'malformed'],
    ['https://claude.a%69/cb', 'malformed'],
    ['https://0x7f.1/cb', 'malformed'],
    ['https://app.test/cb#f', 'has_fragment'],
    ['https://app.test/cb#', 'has_fragment'],
    ['https://user:pass@app.test/cb', 'has_user_info'],
    ['http://app.test/cb', 'plain_http'],
    ['http://localhost.evil.test/cb', 'plain_http'],
    ['javascript:alert(1)', 'scheme_not_allowed'],
    ['JavaScript:alert(1)', 'scheme_not_allowed'],
    ['data:text/html,x', 'scheme_not_allowed'],
    ['vbscript:x', 'scheme_not_allowed'],
    ['file:///etc/passwd', 'scheme_not_allowed'],
    ['blob:https://app.test/1', 'scheme_not_allowed'],
    ['about:blank', 'scheme_not_allowed'],
    ['ftp://app.test/cb', 'scheme_not_allowed'],
    ['myapp://cb', 'scheme_not_allowed'],
  ] as const)('may not be %j: %s (RU-03, AS-08)', (uri, fault) => {
    expect(redirectUriFault(uri, publicClient)).toBe(fault);
  });

  it('of a confidential client has no scheme of an application (AS-08)', () => {
    expect(redirectUriFault('com.example.app:/cb', confidential)).toBe('scheme_not_allowed');
    expect(redirectUriFault('https://app.test/cb', confidential)).toBeUndefined();
  });

  it.each(['http://localhost/cb', 'https://127.0.0.1/cb', 'http://[::1]:80/cb'])(
    'of a web client is not on loopback: %s (RU-03)',
    (uri) => {
      expect(redirectUriFault(uri, { ...publicClient, applicationType: 'web' })).toBe('loopback_of_web_client');
      expect(redirectUriFault(uri, { ...publicClient, applicationType: 'native' })).toBeUndefined();
    },
  );

  it.each(['code', 'state', 'iss', 'error'])(
    'has no parameter %s of an answer in its query (AZ-08, RFC 9207 §2.4)',
    (name) => {
      expect(redirectUriFault(`https://app.test/cb?${name}=x`, publicClient)).toBe('has_response_parameter');
    },
  );
});
