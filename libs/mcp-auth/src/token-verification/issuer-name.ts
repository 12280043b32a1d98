import { isWebUrl } from '../core/resource-identifier.js';
import { safeUrlFault } from '../options/option-schemas.js';

/** RFC 7519 §4.1.1 lets an issuer be any text, `urn:` and `host:port` too; one that could be asked must be safe to ask. */
export function issuerFault(issuer: string): string | undefined {
  if (issuer === '') return 'must be the exact `iss` of the tokens';
  return isWebUrl(issuer) ? safeUrlFault(issuer) : undefined;
}
