import { describe, expect, it } from 'vitest';
import { checkResponseType } from '../../../../../libs/mcp-auth/src/oauth-server/authorize/checks/response-type.check.js';
import { checkedRequest, refusalIn } from '../../../../support/authorization.js';

describe('response_type', () => {
  it('is needed (AZ-02)', () => {
    expect(refusalIn(() => checkResponseType(checkedRequest({ response_type: undefined })))).toBe(
      'response_type_missing',
    );
  });

  it.each(['token', 'id_token', 'code token', 'CODE'])('is not %s (AZ-02, AS-01)', (type) => {
    expect(refusalIn(() => checkResponseType(checkedRequest({ response_type: type })))).toBe(
      'response_type_not_supported',
    );
  });
});
