import { describe, expect, it } from 'vitest';
import { checkScope } from '../../../../../libs/mcp-auth/src/oauth-server/authorize/checks/scope.check.js';
import { checkedRequest, refusalIn } from '../../../../support/authorization.js';

describe('scope', () => {
  it.each(['a"b', 'a\\b', 'a\u0000', 'a\tb', 'é'])('is not %j (TK-06)', (scope) => {
    expect(refusalIn(() => checkScope(checkedRequest({ scope })))).toBe('scope_malformed');
  });

  it.each([undefined, '', 'openid email', 'notes:read  notes:write'])('may be %j', (scope) => {
    expect(refusalIn(() => checkScope(checkedRequest({ scope })))).toBeUndefined();
  });
});
