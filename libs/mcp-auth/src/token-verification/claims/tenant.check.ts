import type { CallerCheck } from './accepted-callers.js';

/** Some issuers sign for all their customers with the same keys; only tenants that are listed are ours. */
export const checkTenant: CallerCheck = ({ tenant }, { tenants }) => {
  if (tenants.length === 0 || (tenant !== undefined && tenants.includes(tenant))) return undefined;
  return { reason: 'tenant_not_accepted', details: { found: (tenant ?? 'none').slice(0, 256) } };
};
