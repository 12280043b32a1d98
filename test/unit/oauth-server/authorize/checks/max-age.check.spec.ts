import { describe, expect, it } from 'vitest';
import { checkMaxAge } from '../../../../../libs/mcp-auth/src/oauth-server/authorize/checks/max-age.check.js';
import { checkedRequest, refusalIn } from '../../../../support/authorization.js';

describe('max_age', () => {
  it.each(['-1', '1.5', 'soon', '1e3', '12345678901'])('is not %j', (maxAge) => {
    expect(refusalIn(() => checkMaxAge(checkedRequest({ max_age: maxAge })))).toBe('max_age_malformed');
  });

  it.each([undefined, '0', '3600'])('may be %j', (maxAge) => {
    expect(refusalIn(() => checkMaxAge(checkedRequest({ max_age: maxAge })))).toBeUndefined();
  });
});
