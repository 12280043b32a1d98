import { BlockList, isIP } from 'node:net';

/**
 * IPv4 blocks that are not public unicast (IANA special-purpose registry), and one public address that clouds of one
 * vendor answer from inside.
 */
const specialIpv4 = blocks('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // carrier-grade NAT
  ['127.0.0.0', 8],
  ['168.63.129.16', 32], // Azure's host agent
  ['169.254.0.0', 16], // link-local, with the metadata services of clouds
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16],
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 3], // multicast, reserved, broadcast
]);

/** The only block that global unicast addresses come from: loopback, ULA, mapped IPv4, NAT64 and the like are outside. */
const globalIpv6 = blocks('ipv6', [['2000::', 3]]);

const specialIpv6 = blocks('ipv6', [
  ['2001::', 23], // protocol assignments, with Teredo, which carries an IPv4 address
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4, which carries an IPv4 address
  ['3fff::', 20], // documentation
]);

/**
 * Whether an address is public unicast, so that nothing of this host's own networks is behind it. An IPv6 address that
 * stands for an IPv4 one (mapped, NAT64, 6to4, Teredo) is not, whatever it stands for.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !specialIpv4.check(address, 'ipv4');
    case 6:
      // A zone, as in fe80::1%eth0, names an interface of this host.
      return !address.includes('%') && globalIpv6.check(address, 'ipv6') && !specialIpv6.check(address, 'ipv6');
    default:
      return false;
  }
}

function blocks(family: 'ipv4' | 'ipv6', subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list;
}
