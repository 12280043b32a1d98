import { describe, expect, it } from 'vitest';
import { sameIdentity, type Principal } from '../../../libs/mcp-auth/src/core/principal.js';

const principal = (issuer: string, subject: string): Principal => ({
  issuer,
  subject,
  clientId: undefined,
  scopes: [],
  roles: [],
  audience: [],
  expiresAt: 0,
  claims: {},
  tenant: undefined,
  actor: [],
});

describe('identity', () => {
  it('is the same for one subject of one issuer', () => {
    expect(sameIdentity(principal('https://a', 'alice'), principal('https://a', 'alice'))).toBe(true);
  });

  it('differs between issuers for the same subject (MX-03)', () => {
    expect(sameIdentity(principal('https://a', 'alice'), principal('https://b', 'alice'))).toBe(false);
  });

  it('differs between subjects of one issuer', () => {
    expect(sameIdentity(principal('https://a', 'alice'), principal('https://a', 'bob'))).toBe(false);
  });
});
