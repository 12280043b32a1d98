import type { IncomingMessage } from 'node:http';
import type { AuditSettings } from '../options/audit.settings.js';
import { networkOf, peerAddress } from './peer-address.js';

/** A place rather than a person. */
const placeBits = { ipv4: 24, ipv6: 48 };

/** Where a request comes from, as far as it may be kept. */
export function auditedAddress(
  request: IncomingMessage | undefined,
  { address: policy, trustedProxies }: Pick<AuditSettings, 'address' | 'trustedProxies'>,
): { readonly address?: string } {
  if (policy === 'none' || request?.socket.remoteAddress === undefined) return {};
  const address = peerAddress(request, trustedProxies);
  return { address: policy === 'full' ? address : networkOf(address, placeBits) };
}
