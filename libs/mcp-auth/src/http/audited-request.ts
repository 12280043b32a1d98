import type { IncomingMessage } from 'node:http';
import type { AuditSettings } from '../options/audit.settings.js';
import { networkOf, peerAddress } from './peer-address.js';

/** A place rather than a person. */
const placeBits = { ipv4: 24, ipv6: 48 };

/** What every event says of its request: for which resource it was, and where it comes from, as far as that may be kept. */
export function auditedRequest(
  request: IncomingMessage | undefined,
  settings: Pick<AuditSettings, 'address' | 'trustedProxies' | 'resource'>,
): { readonly resource?: string; readonly address?: string } {
  const { resource } = settings;
  return { ...(resource !== undefined && { resource }), ...keptAddress(request, settings) };
}

function keptAddress(
  request: IncomingMessage | undefined,
  { address: policy, trustedProxies }: Pick<AuditSettings, 'address' | 'trustedProxies'>,
): { readonly address?: string } {
  if (policy === 'none' || request?.socket.remoteAddress === undefined) return {};
  const address = peerAddress(request, trustedProxies);
  return { address: policy === 'full' ? address : networkOf(address, placeBits) };
}
