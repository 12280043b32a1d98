import { describe, expect, it } from 'vitest';
import { checkResource } from '../../../../../libs/mcp-auth/src/oauth-server/authorize/checks/resource.check.js';
import { checkedRequest, refusalIn } from '../../../../support/authorization.js';

describe('resource', () => {
  it.each(['https://api.test/mcp#f', '/mcp', 'mcp', 'urn:x:y', 'https://user:password@api.test/mcp'])(
    'is not %s (AZ-05)',
    (resource) => {
      expect(refusalIn(() => checkResource(checkedRequest({ resource })))).toBe('resource_malformed');
    },
  );

  it.each([
    'https://other.test/mcp',
    'http://api.test/mcp',
    'https://api.test/mcp-admin',
    'https://api.test/mcp?x=1',
    'https://api.test',
  ])('is not somebody else’s: %s (AZ-05)', (resource) => {
    expect(refusalIn(() => checkResource(checkedRequest({ resource })))).toBe('resource_not_served');
  });

  it.each([
    undefined,
    'https://api.test/mcp',
    'HTTPS://API.test/mcp',
    'https://api.test:443/mcp/',
    'https://api.test/mcp/hr',
  ])('may be %j (AS-15)', (resource) => {
    expect(refusalIn(() => checkResource(checkedRequest({ resource })))).toBeUndefined();
  });
});
