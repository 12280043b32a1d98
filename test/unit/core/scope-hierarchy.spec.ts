import { describe, expect, it } from 'vitest';
import { ScopeHierarchy } from '../../../libs/mcp-auth/src/core/scope-hierarchy.js';

const hierarchy = new ScopeHierarchy({
  'notes:write': ['notes:read'],
  'notes:*': ['notes:read', 'notes:write'],
  admin: ['notes:*', 'prices:*'],
  round: ['trip'],
  trip: ['round', 'back'],
});

describe('scopes that stand for others', () => {
  it.each([
    ['notes:write', 'notes:read'],
    ['notes:*', 'notes:write'],
    ['admin', 'notes:read'],
    ['admin', 'prices:anything'],
    ['admin', 'notes:*'],
    ['round', 'back'],
  ])('%s is enough for %s', (granted, required) => {
    expect(hierarchy.missing([granted], [required])).toEqual([]);
  });

  it.each([
    ['notes:read', 'notes:write'],
    ['notes:write', 'notes:*'],
    ['notes:', 'notes:read'],
    ['prices:*', 'prices:read'],
    ['adm', 'notes:read'],
    ['toString', 'notes:read'],
  ])('%s is not enough for %s', (granted, required) => {
    expect(hierarchy.missing([granted], [required])).toEqual([required]);
  });

  it('imply nothing where nothing is said', () => {
    expect(new ScopeHierarchy().missing(['notes:*'], ['notes:read'])).toEqual(['notes:read']);
  });
});
