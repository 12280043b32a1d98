import { safeUrlFault } from '../options/option-schemas.js';

/** RFC 7519 §4.1.1 lets an issuer be any text, `urn:` and `host:port` too; one that could be asked must be safe to ask. */
export function issuerFault(issuer: string): string | undefined {
  if (issuer === '') return 'must be the exact `iss` of the tokens';
  return isWebUrl(issuer) ? safeUrlFault(issuer) : undefined;
}

/** Whether metadata could be fetched from the issuer: it is an http or https URL. */
export function isWebUrl(issuer: string): boolean {
  return URL.canParse(issuer) && ['http:', 'https:'].includes(new URL(issuer).protocol);
}
