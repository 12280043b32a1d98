import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../../libs/mcp-auth/src/outbound/public-address.check.js';

describe('a public unicast address', () => {
  it.each(['8.8.8.8', '1.1.1.1', '100.63.255.255', '172.32.0.1', '192.0.3.1', '223.255.255.255'])('is %s', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it.each(['2606:4700:4700::1111', '2a00:1450:4001::200e', '2001:200::1', '3ffe::1'])('is %s', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ['this network', '0.0.0.0'],
    ['private', '10.1.2.3'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['the host agent of a cloud', '168.63.129.16'],
    ['link-local', '169.254.169.254'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['a protocol assignment', '192.0.0.192'],
    ['documentation', '192.0.2.1'],
    ['a 6to4 relay', '192.88.99.1'],
    ['private', '192.168.0.1'],
    ['a benchmark', '198.19.0.1'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
  ])('is not %s: %s', (_, address) => expect(isPublicAddress(address)).toBe(false));

  it.each([
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['mapped IPv4', '::ffff:8.8.8.8'],
    ['mapped loopback', '::ffff:127.0.0.1'],
    ['mapped loopback', '::ffff:7f00:1'],
    ['compatible IPv4', '::127.0.0.1'],
    ['NAT64', '64:ff9b::8.8.8.8'],
    ['NAT64 of loopback', '64:ff9b::7f00:1'],
    ['local NAT64', '64:ff9b:1::1'],
    ['discard', '100::1'],
    ['Teredo', '2001:0:4136:e378::1'],
    ['ORCHID', '2001:20::1'],
    ['documentation', '2001:db8::1'],
    ['6to4 of loopback', '2002:7f00:1::1'],
    ['documentation', '3fff::1'],
    ['unique local', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['public with a zone', '2606:4700:4700::1111%lo'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
  ])('is not %s: %s', (_, address) => expect(isPublicAddress(address)).toBe(false));

  it.each(['', 'localhost', '127.1', '0x7f.0.0.1', '[::1]', '8.8.8.8/8'])('is not "%s", which is no address', (text) =>
    expect(isPublicAddress(text)).toBe(false),
  );
});
