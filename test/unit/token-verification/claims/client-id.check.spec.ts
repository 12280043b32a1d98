import { describe, expect, it } from 'vitest';
import { checkClientId } from '../../../../libs/mcp-auth/src/token-verification/claims/client-id.check.js';
import { principalOf } from '../../../support/calling-principal.js';

const accepted = { clientIds: ['our-app', 'our-other-app'], tenants: [] };

describe('the client of a token, where clients take the place of the audience', () => {
  it('is one of those that are listed', () => {
    expect(checkClientId(principalOf({ client_id: 'our-other-app' }), accepted)).toBeUndefined();
  });

  it.each([undefined, '', 'their-app', 'our-ap', 'our-app2', ['our-app'], 7])('is not %j (JV-06)', (client_id) => {
    expect(checkClientId(principalOf({ client_id }), accepted)?.reason).toBe('client_not_accepted');
  });

  it('may be anybody where none is listed', () => {
    expect(checkClientId(principalOf({ client_id: 'x' }), { clientIds: [], tenants: [] })).toBeUndefined();
  });
});
