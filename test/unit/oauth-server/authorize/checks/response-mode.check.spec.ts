import { describe, expect, it } from 'vitest';
import { checkResponseMode } from '../../../../../libs/mcp-auth/src/oauth-server/authorize/checks/response-mode.check.js';
import { checkedRequest, refusalIn } from '../../../../support/authorization.js';

describe('response_mode', () => {
  it.each(['fragment', 'form_post', 'web_message'])('is not %s', (mode) => {
    expect(refusalIn(() => checkResponseMode(checkedRequest({ response_mode: mode })))).toBe(
      'response_mode_not_supported',
    );
  });

  it.each([undefined, 'query'])('may be %s', (mode) => {
    expect(refusalIn(() => checkResponseMode(checkedRequest({ response_mode: mode })))).toBeUndefined();
  });
});
