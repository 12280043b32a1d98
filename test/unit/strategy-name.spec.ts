import { describe, expect, it } from 'vitest';
import { strategyName } from '../../libs/mcp-auth/src/strategy-name.js';

describe('the name of a Passport strategy', () => {
  it('is mcp for the resource of forRoot', () => {
    expect(strategyName()).toBe('mcp');
  });

  it.each([
    ['/mcp/hr', '/mcp', 'mcp:hr'],
    ['/mcp/hr/payroll', '/mcp', 'mcp:hr/payroll'],
    ['/hr/mcp', '/mcp', 'mcp:hr/mcp'],
    ['/mcp-hr', '/mcp', 'mcp:mcp-hr'],
  ])('for %s beside %s is %s', (path, rootPath, name) => {
    expect(strategyName(path, rootPath)).toBe(name);
  });
});
