import type { IncomingMessage } from 'node:http';
import type { AuditSettings } from '../options/audit.settings.js';

/** The peer's address as far as it may be kept; not of proxies, and never from a header. */
export function auditedAddress(
  request: IncomingMessage | undefined,
  { address: policy }: Pick<AuditSettings, 'address'>,
): { readonly address?: string } {
  const address = request?.socket.remoteAddress;
  if (policy === 'none' || address === undefined) return {};
  return { address: policy === 'full' ? address : networkOf(address) };
}

/** IPv4 /24 and IPv6 /48: a place rather than a person. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  return plain.includes(':') ? `${groupsOf(plain).slice(0, 3).join(':')}::` : plain.replace(/\d+$/, '0');
}

/** The eight groups of an IPv6 address, written out. */
function groupsOf(address: string): readonly string[] {
  const [head = '', tail] = address.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(8 - first.length - last.length, 0);
  return [...first, ...Array<string>(gap).fill('0'), ...last];
}
