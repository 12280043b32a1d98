import { describe, expect, it } from 'vitest';
import { checkPrompt } from '../../../../../libs/mcp-auth/src/oauth-server/authorize/checks/prompt.check.js';
import { checkedRequest, refusalIn } from '../../../../support/authorization.js';

describe('prompt', () => {
  it.each(['none login', 'login none', 'create', 'NONE'])('is not %j (AZ-06)', (prompt) => {
    expect(refusalIn(() => checkPrompt(checkedRequest({ prompt })))).toBe('prompt_not_supported');
  });

  it.each(['none', 'login consent', 'select_account', ' login '])('may be %j', (prompt) => {
    expect(refusalIn(() => checkPrompt(checkedRequest({ prompt })))).toBeUndefined();
  });

  it('is a list', () => {
    expect(checkPrompt(checkedRequest({ prompt: 'login consent' }))).toEqual(['login', 'consent']);
    expect(checkPrompt(checkedRequest({ prompt: undefined }))).toEqual([]);
  });
});
