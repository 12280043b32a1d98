import { describe, expect, it } from 'vitest';
import { checkTenant } from '../../../../libs/mcp-auth/src/token-verification/claims/tenant.check.js';
import { principalOf } from '../../../support/calling-principal.js';

const accepted = { clientIds: [], tenants: ['tenant-1'] };

describe('the tenant of a token, where an issuer signs for many (MX-04)', () => {
  it('is one of those that are listed', () => {
    expect(checkTenant(principalOf({ tid: 'tenant-1' }), accepted)).toBeUndefined();
  });

  it.each([undefined, '', 'tenant-2', 'tenant-11', ['tenant-1']])('is not %j', (tid) => {
    expect(checkTenant(principalOf({ tid }), accepted)?.reason).toBe('tenant_not_accepted');
  });

  it('may be any where none is listed', () => {
    expect(checkTenant(principalOf({ tid: 'x' }), { clientIds: [], tenants: [] })).toBeUndefined();
  });
});
