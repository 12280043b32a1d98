import { describe, expect, it } from 'vitest';
import { claimAt } from '../../../../libs/mcp-auth/src/token-verification/claims/claim-path.js';

const claims = {
  roles: ['a'],
  realm_access: { roles: ['b'] },
  'https://example.com/roles': ['c'],
  resource_access: { 'my.client': { roles: ['d'] } },
  list: [{ roles: ['e'] }],
  nothing: null,
};

describe('the path of a claim', () => {
  it.each([
    ['roles', ['a']],
    ['realm_access.roles', ['b']],
    ['https://example.com/roles', ['c']],
    [['resource_access', 'my.client', 'roles'], ['d']],
  ])('%j leads to %j', (path, value) => {
    expect(claimAt(claims, path)).toEqual(value);
  });

  it.each([
    'absent',
    'realm_access.absent.deeper',
    'resource_access.my.client.roles',
    'list.0.roles',
    'nothing.roles',
    'constructor',
    'realm_access.constructor.name',
    '__proto__.toString',
    'roles.length',
  ])('%s leads to nothing', (path) => {
    expect(claimAt(claims, path)).toBeUndefined();
  });
});
