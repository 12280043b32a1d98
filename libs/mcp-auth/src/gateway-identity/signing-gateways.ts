import { awsAlb } from './aws-alb.gateway.js';
import { cloudflareAccess } from './cloudflare-access.gateway.js';
import { custom, envoy } from './forwarded-jwt.gateway.js';
import type { Gateway } from './gateway.js';
import { googleIap } from './google-iap.gateway.js';

const gateways = new Map<unknown, Gateway>([
  ['google-iap', googleIap],
  ['aws-alb', awsAlb],
  ['cloudflare-access', cloudflareAccess],
  ['envoy', envoy],
  ['custom', custom],
]);

/** The gateway of this name; undefined for a name that is none, and for `headers`, where nothing is signed. */
export function signingGateway(name: unknown): Gateway | undefined {
  return gateways.get(name);
}
