import { describe, expect, it } from 'vitest';
import { checkState } from '../../../../../libs/mcp-auth/src/oauth-server/authorize/checks/state.check.js';
import { checkedRequest, refusalIn } from '../../../../support/authorization.js';

describe('state', () => {
  it.each(['a\r\nSet-Cookie:a=b', '\u0000', 'é', 'x'.repeat(4097)])('is not %j (AZ-04)', (state) => {
    expect(refusalIn(() => checkState(checkedRequest({ state })))).toBe('state_malformed');
  });

  it.each([undefined, '"><script>', 'x'.repeat(4096), 'a b'])('may be %j (AZ-04)', (state) => {
    expect(refusalIn(() => checkState(checkedRequest({ state })))).toBeUndefined();
  });
});
