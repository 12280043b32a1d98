import { describe, expect, it } from 'vitest';
import { consentNeed } from '../../../../libs/mcp-auth/src/oauth-server/consent/consent.policy.js';

const consent = (...scopes: string[]) => ({ subject: 'alice', clientId: 'cli', resource: 'r', scopes, grantedAtMs: 0 });
const request = {
  scopes: ['a'],
  prompts: [],
  redirectUri: 'https://app.test/cb',
  client: { origin: 'configured', clientId: 'cli' },
} as const;

describe('a consent of before', () => {
  it('covers the same and less', () => {
    expect(consentNeed(request, [consent('a', 'b')], 'known_clients')).toBe('nothing');
  });

  it('does not cover one scope more (CP-07)', () => {
    expect(consentNeed({ ...request, scopes: ['a', 'c'] }, [consent('a', 'b')], 'known_clients')).toBe('everything');
  });

  it('does not cover another resource (CP-07)', () => {
    expect(consentNeed(request, [consent('a'), undefined], 'known_clients')).toBe('everything');
  });

  it('is asked for anew where the client wants that', () => {
    expect(consentNeed({ ...request, prompts: ['consent'] }, [consent('a')], 'known_clients')).toBe('everything');
  });

  it.each([
    ['https://app.test/cb', 'nothing'],
    ['https://elsewhere.test/cb', 'confirmation'],
  ])('of a client with a document is silent only for the host of the document: %s', (redirectUri, need) => {
    const client = { origin: 'document', clientId: 'https://app.test/client' } as const;
    expect(consentNeed({ ...request, client, redirectUri }, [consent('a')], 'known_clients')).toBe(need);
  });

  it.each([
    'http://127.0.0.1:4711/cb',
    'http://localhost/cb',
    'com.example.app:/cb',
    'https://127.0.0.1:8443/cb',
    'https://localhost:8443/cb',
    'https://[::1]:8443/cb',
    'https://localhost./cb',
    'https://app.localhost/cb',
    'https://[::ffff:127.0.0.1]/cb',
    'https://0.0.0.0/cb',
  ])('needs a click before a code goes to %s, whoever the client is', (redirectUri) => {
    for (const silent of ['known_clients', 'https_clients'] as const)
      expect(consentNeed({ ...request, redirectUri }, [consent('a')], silent)).toBe('confirmation');
  });

  it('needs a click for a client that registered itself, unless the operator trusts https', () => {
    const registered = { ...request, client: { origin: 'registered', clientId: 'cli' } } as const;
    const needs = (['known_clients', 'https_clients', 'off'] as const).map((silent) =>
      consentNeed(registered, [consent('a')], silent),
    );
    expect(needs).toEqual(['confirmation', 'nothing', 'confirmation']);
  });

  it('needs a click for everybody, where the operator wants that', () => {
    expect(consentNeed(request, [consent('a')], 'off')).toBe('confirmation');
  });
});
