import { describe, expect, it } from 'vitest';
import { checkClientGrant } from '../../../../../libs/mcp-auth/src/oauth-server/authorize/checks/client-grant.check.js';
import { checkedRequest, refusalIn } from '../../../../support/authorization.js';

describe('the grant of the client', () => {
  it('has to be the one of codes (OAuth 2.1 §4.1.2.1)', () => {
    expect(refusalIn(() => checkClientGrant(checkedRequest({}, { grantTypes: ['client_credentials'] })))).toBe(
      'grant_type_not_registered',
    );
    expect(refusalIn(() => checkClientGrant(checkedRequest()))).toBeUndefined();
  });
});
