import { describe, expect, it } from 'vitest';
import { originOf, providerOrigin, providerOriginOrHost } from '../../../libs/mcp-auth/src/presets/provider-origin.js';

describe('the origin of a provider', () => {
  it.each([
    'https://auth.example.com',
    'https://auth.example.com/',
    'https://auth.example.com:8443',
    'http://localhost:3001',
  ])('may be written %s', (url) => {
    expect(providerOrigin.safeParse(url).success).toBe(true);
  });

  it.each([
    ['auth.example.com', 'is not an absolute URL'],
    ['ftp://auth.example.com', 'must be an https URL'],
    ['https://me:secret@auth.example.com', 'must not contain a user name or password'],
    ['https://auth.example.com/oidc', 'must be an origin and nothing else: "https://auth.example.com"'],
    ['https://auth.example.com//', 'must be an origin and nothing else'],
    ['https://auth.example.com?x=1', 'must be an origin and nothing else'],
    ['https://auth.example.com#x', 'must be an origin and nothing else'],
    // Issuers are compared letter by letter, and these are other letters.
    ['https://Auth.example.com', 'must be an origin and nothing else: "https://auth.example.com"'],
    ['https://auth.example.com:443', 'must be an origin and nothing else: "https://auth.example.com"'],
  ])('is not %s', (url, words) => {
    expect(providerOrigin.safeParse(url).error?.issues.map(({ message }) => message)).toEqual([
      expect.stringContaining(words),
    ]);
  });

  it('is a host alone where that is what consoles show', () => {
    expect(providerOriginOrHost.safeParse('acme-1.clerk.accounts.dev').success).toBe(true);
    expect(providerOriginOrHost.safeParse('https://acme-1.clerk.accounts.dev/').success).toBe(true);
    expect(providerOriginOrHost.safeParse('Acme-1.clerk.accounts.dev').success).toBe(false);
    expect(providerOriginOrHost.safeParse('acme-1.clerk.accounts.dev/v1').success).toBe(false);
  });

  it('has no slash at its end in issuers', () => {
    expect(['https://auth.example.com/', 'https://auth.example.com', 'auth.example.com'].map(originOf)).toEqual([
      'https://auth.example.com',
      'https://auth.example.com',
      'https://auth.example.com',
    ]);
  });
});
