import { describe, expect, it } from 'vitest';
import {
  principalFromClaims,
  usualClaims,
} from '../../../../libs/mcp-auth/src/token-verification/claims/principal-from-claims.js';

const base = { iss: 'https://idp', sub: 'alice', aud: 'https://api/mcp', exp: 2_000_000_000 };

describe('the principal of verified claims', () => {
  it('names subject, issuer, audience and end', () => {
    expect(principalFromClaims(base)).toMatchObject({
      subject: 'alice',
      issuer: 'https://idp',
      audience: ['https://api/mcp'],
      expiresAt: 2_000_000_000,
    });
  });

  it.each([
    [{ client_id: 'c' }, 'c'],
    [{ azp: 'z' }, 'z'],
    [{ client_id: 'c', azp: 'z' }, 'c'],
    [{}, undefined],
  ])('takes the client from %j', (claims, clientId) => {
    expect(principalFromClaims({ ...base, ...claims }).clientId).toBe(clientId);
  });

  it.each([
    [{ scope: 'a b' }, ['a', 'b']],
    [{ scope: ['a', 'b'] }, ['a', 'b']],
    [{ scp: 'a b' }, ['a', 'b']],
    [{ scp: ['a', 'b'] }, ['a', 'b']],
    [{ scopes: ['a'] }, ['a']],
    [{ scope: 'a a' }, ['a']],
    [{ scope: 7 }, []],
    [{}, []],
  ])('takes the scopes from %j', (claims, scopes) => {
    expect(principalFromClaims({ ...base, ...claims }).scopes).toEqual(scopes);
  });

  it.each([{ tid: 't' }, { tenant: 't' }])('takes the tenant from %j', (claims) => {
    expect(principalFromClaims({ ...base, ...claims }).tenant).toBe('t');
  });

  it.each([
    [{ roles: ['admin', 7, 'auditor'] }, ['admin', 'auditor']],
    [{ roles: 'admin' }, ['admin']],
    [{ roles: { admin: true } }, []],
    [{}, []],
  ])('takes the roles from %j', (claims, roles) => {
    expect(principalFromClaims({ ...base, ...claims }).roles).toEqual(roles);
  });

  it('takes scopes, roles and tenant from where the issuer writes them', () => {
    const claims = {
      ...base,
      scope: 'ignored',
      permissions: ['a', 'b c'],
      realm_access: { roles: ['admin'] },
      'https://example.com/org': 'acme',
    };
    const mapping = {
      ...usualClaims,
      scopes: ['permissions'],
      roles: ['realm_access.roles'],
      tenant: ['https://example.com/org'],
    };
    expect(principalFromClaims(claims, mapping)).toMatchObject({
      scopes: ['a', 'b', 'c'],
      roles: ['admin'],
      tenant: 'acme',
    });
  });

  it('calls scopes as this service does', () => {
    const mapping = { ...usualClaims, scopeFromToken: (scope: string) => scope.replace('api://id/', '') };
    const claims = { ...base, scope: 'api://id/notes.read notes.read openid' };
    expect(principalFromClaims(claims, mapping).scopes).toEqual(['notes.read', 'openid']);
  });

  it('reads the delegation chain from outside in (RFC 8693 §4.1)', () => {
    const act = { sub: 'agent', iss: 'https://agents', act: { sub: 'tool', act: 'nonsense' } };
    expect(principalFromClaims({ ...base, act }).actor).toEqual([
      { subject: 'agent', issuer: 'https://agents' },
      { subject: 'tool', issuer: undefined },
    ]);
  });

  it('cuts an endless delegation chain', () => {
    const chain = Array.from({ length: 100 }).reduce<object>((act) => ({ sub: 'a', act }), { sub: 'end' });
    expect(principalFromClaims({ ...base, act: chain }).actor).toHaveLength(8);
  });

  it('cannot be changed by whoever gets it', () => {
    const principal = principalFromClaims({ ...base, scope: 'a' });
    expect(
      [principal, principal.scopes, principal.claims, principal.audience, principal.actor].every(Object.isFrozen),
    ).toBe(true);
  });

  it('cannot be changed deep inside, since one principal serves many requests', () => {
    const { claims } = principalFromClaims({ ...base, realm_access: { roles: ['reader'] }, list: [{ a: 1 }] });
    const { realm_access: access, list } = claims as { realm_access: { roles: string[] }; list: object[] };
    expect(() => access.roles.push('admin')).toThrow(TypeError);
    expect([access, list, list[0]].every(Object.isFrozen)).toBe(true);
  });

  it('may hold claims that are nested deeper than the stack', () => {
    const deep = JSON.parse(`${'['.repeat(6_000)}${']'.repeat(6_000)}`) as unknown;
    expect(() => principalFromClaims({ ...base, deep })).not.toThrow();
  });
});
