import { describe, expect, it } from 'vitest';
import type { Principal } from 'nestjs-mcp-auth';
import { objectionToAccess } from '../../../libs/mcp-auth/src/access-control/access.policy.js';

const principal = { scopes: ['a', 'b'], roles: ['editor'] } as unknown as Principal;

describe('access to a handler', () => {
  it.each([
    { scopes: [], roles: [] },
    { scopes: ['a'], roles: ['editor'] },
    { scopes: ['b', 'a'], roles: [] },
  ])('is given to who has all of %j', (requirement) => {
    expect(objectionToAccess(principal, requirement)).toBeUndefined();
  });

  it('needs every scope, and names them all (RS-12)', () => {
    expect(objectionToAccess(principal, { scopes: ['a', 'c'], roles: [] })).toEqual({
      ending: 'insufficient',
      principal,
      requiredScopes: ['a', 'c'],
    });
  });

  it('needs every role, and cannot be mended by a scope', () => {
    expect(objectionToAccess(principal, { scopes: ['c'], roles: ['editor', 'admin'] })).toEqual({
      ending: 'denied',
      reason: 'role_missing',
      principal,
      details: { missing: ['admin'] },
    });
  });
});
