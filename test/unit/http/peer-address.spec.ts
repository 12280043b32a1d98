import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { callerNetwork, peerAddress } from '../../../libs/mcp-auth/src/http/peer-address.js';

const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;
const trusted = ['10.0.0.0/8', '::1', '192.0.2.1'];

describe('the address of a request', () => {
  it.each([
    ['the peer, whatever a header says, where no proxy is trusted', '203.0.113.7', '1.2.3.4', [], '203.0.113.7'],
    ['the peer, where it is no trusted proxy', '203.0.113.7', '1.2.3.4', trusted, '203.0.113.7'],
    ['what the trusted proxy saw', '10.1.1.1', '203.0.113.7', trusted, '203.0.113.7'],
    [
      'the last hop that is not trusted, not what the client wrote',
      '10.1.1.1',
      '6.6.6.6, 203.0.113.7',
      trusted,
      '203.0.113.7',
    ],
    ['the hop behind several proxies', '10.1.1.1', '203.0.113.7, 192.0.2.1, 10.2.2.2', trusted, '203.0.113.7'],
    ['the proxy, where the hop before it is no address', '10.1.1.1', 'unknown', trusted, '10.1.1.1'],
    ['the proxy, where there is no header', '::ffff:10.1.1.1', undefined, trusted, '::ffff:10.1.1.1'],
    ['the client, where the proxy writes a port behind it', '10.1.1.1', '203.0.113.7:4711', trusted, '203.0.113.7'],
    ['the client, where it has IPv6 and a port', '10.1.1.1', '[2001:db8::7]:4711', trusted, '2001:db8::7'],
    ['the first hop, where all are trusted', '10.1.1.1', '10.3.3.3, 10.2.2.2', trusted, '10.3.3.3'],
  ] as const)('is %s', (_, peer, forwarded, proxies, address) => {
    expect(peerAddress(request(peer, forwarded), proxies)).toBe(address);
  });

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::'],
    ['nonsense', 'unknown'],
  ])('%s counts as %s, all of which one caller may have', (address, network) => {
    expect(callerNetwork(address)).toBe(network);
  });
});
