import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';

/**
 * The address that a request comes from: the peer's, or, behind proxies of the operator, the last one in `X-Forwarded-For` that is
 * none of theirs. What stands before it was written by the client itself.
 */
export function peerAddress(request: IncomingMessage, trustedProxies: readonly string[]): string {
  const peer = request.socket.remoteAddress ?? '';
  if (trustedProxies.length === 0) return peer;
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const hops = [...forwarded.map((hop) => withoutPort(hop.trim())).filter((hop) => hop !== ''), peer];
  // The nearest first; a hop that is no address ends what can be believed.
  for (let index = hops.length - 1; index > 0; index -= 1) {
    const hop = hops[index] ?? '';
    const before = hops[index - 1] ?? '';
    if (!isOneOf(hop, trustedProxies) || !ipaddr.isValid(before)) return hop;
  }
  return hops[0] ?? peer;
}

/** One caller of the network: an IPv4 address, or the /64 that one IPv6 user has all of. */
export function callerNetwork(address: string): string {
  return networkOf(address, { ipv4: 32, ipv6: 64 });
}

/** The network of an address, with so many bits of it kept. */
export function networkOf(address: string, bits: { readonly ipv4: number; readonly ipv6: number }): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4'
    ? ipaddr.IPv4.networkAddressFromCIDR(`${parsed.toString()}/${bits.ipv4}`).toString()
    : ipaddr.IPv6.networkAddressFromCIDR(`${withoutZone(parsed.toString())}/${bits.ipv6}`).toString();
}

function isOneOf(address: string, networks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return networks.some((network) => {
    const [range, bits] = ipaddr.parseCIDR(
      network.includes('/') ? network : `${network}/${network.includes(':') ? 128 : 32}`,
    );
    return range.kind() === parsed.kind() && parsed.match(range, bits);
  });
}

/** Some proxies write the port of the client behind its address. */
function withoutPort(hop: string): string {
  return hop.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
}

function withoutZone(address: string): string {
  return address.replace(/%.*$/, '');
}
