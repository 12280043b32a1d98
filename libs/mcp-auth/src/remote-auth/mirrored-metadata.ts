import { isJsonObject } from '../core/json-object.js';
import { safeUrlFault } from '../options/option-schemas.js';
import { DiscoveryError, type IssuerMetadata } from '../identity-provider/issuer-discovery.js';

/** Without these a client can do nothing with the document. */
const neededMembers = ['authorization_endpoint', 'token_endpoint'];

/**
 * The metadata of an authorization server as it may be passed on (RFC 8414 §2): every URL that a client would open or ask is https,
 * or the whole document is refused, since nobody can tell what else of it is forged. Pure.
 * @param hidden members that clients would use in vain
 */
export function mirroredMetadata(metadata: IssuerMetadata, hidden: readonly string[]): IssuerMetadata {
  const missing = neededMembers.find((name) => typeof metadata[name] !== 'string');
  if (missing !== undefined) throw new DiscoveryError(`its ${missing} is missing`);
  const unsafe = Object.entries(metadata).find(([name, value]) => isUrlMember(name) && !isSafeUrl(value));
  if (unsafe !== undefined) throw new DiscoveryError(`its ${unsafe[0]} is no https URL`);
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => !hidden.includes(name)));
}

/** `mtls_endpoint_aliases` is an object of endpoints. */
function isSafeUrl(value: unknown): boolean {
  if (isJsonObject(value)) return Object.values(value).every(isSafeUrl);
  return typeof value === 'string' && safeUrlFault(value) === undefined;
}

function isUrlMember(name: string): boolean {
  return /(?:_endpoint|_uri|_endpoint_aliases|_iframe)$|^issuer$/.test(name);
}
