import { describe, expect, it } from 'vitest';
import { checkRequestObject } from '../../../../../libs/mcp-auth/src/oauth-server/authorize/checks/request-object.check.js';
import { checkedRequest, refusalIn } from '../../../../support/authorization.js';

describe('a request object', () => {
  it.each([
    ['request', 'request_not_supported'],
    ['request_uri', 'request_uri_not_supported'],
    ['registration', 'registration_not_supported'],
  ] as const)('is not supported: %s (AZ-07)', (name, reason) => {
    expect(refusalIn(() => checkRequestObject(checkedRequest({ [name]: 'https://listener.test/x' })))).toBe(reason);
  });

  it('need not be there', () => {
    expect(refusalIn(() => checkRequestObject(checkedRequest()))).toBeUndefined();
  });
});
