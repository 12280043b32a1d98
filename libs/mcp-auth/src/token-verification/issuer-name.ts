import { isWebUrl } from '../core/resource-identifier.js';
import { webUrlFault } from '../options/option-schemas.js';

/** RFC 7519 §4.1.1 lets an issuer be any text, `urn:` and `host:port` too; one that is a URL holds no password. */
export function issuerFault(issuer: string): string | undefined {
  if (issuer === '') return 'must be the exact `iss` of the tokens';
  return isWebUrl(issuer) ? webUrlFault(issuer) : undefined;
}
