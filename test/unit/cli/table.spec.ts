import { describe, expect, it } from 'vitest';
import { tableOf } from '../../../libs/mcp-auth/src/cli/table.js';

describe('a table for people', () => {
  it('has the names above, and columns of one width', () => {
    const rows = [
      { name: 'a', at: new Date(0), roles: ['x', 'y'] },
      { name: 'longer', at: undefined, roles: [] },
    ];
    expect(tableOf(rows, 'none')).toEqual([
      'name    at                        roles',
      'a       1970-01-01T00:00:00.000Z  x y',
      'longer  -                         -',
    ]);
  });

  it('says so where there is nothing', () => {
    expect(tableOf([], 'none')).toEqual(['none']);
  });

  it('has nothing that a terminal would obey, whoever chose it', () => {
    expect(tableOf([{ name: 'a\u001b[31mb\u202ec' }], 'none')[1]).toBe('a?[31mb?c');
  });
});
