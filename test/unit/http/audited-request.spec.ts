import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { auditedRequest } from '../../../libs/mcp-auth/src/http/audited-request.js';

const from = (remoteAddress: string | undefined) => ({ socket: { remoteAddress } }) as unknown as IncomingMessage;

describe("the peer's address in events", () => {
  it('is not there unless the operator wants it', () => {
    expect(auditedRequest(from('203.0.113.7'), { address: 'none', trustedProxies: [] })).toEqual({});
    expect(auditedRequest(from('203.0.113.7'), { address: 'full', trustedProxies: [] })).toEqual({
      address: '203.0.113.7',
    });
    expect(auditedRequest(from('203.0.113.7'), { address: 'network', trustedProxies: [] })).toEqual({
      address: '203.0.113.0',
    });
    expect(auditedRequest(from(undefined), { address: 'full', trustedProxies: [] })).toEqual({});
    expect(auditedRequest(undefined, { address: 'full', trustedProxies: [] })).toEqual({});
  });

  it.each([
    ['203.0.113.7', '203.0.113.0'],
    ['::ffff:203.0.113.7', '203.0.113.0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::'],
    ['2001:db8::6', '2001:db8::'],
    ['::1', '::'],
    ['fe80::1%eth0', 'fe80::'],
  ])('%s is kept as the network %s', (address, network) => {
    expect(auditedRequest(from(address), { address: 'network', trustedProxies: [] })).toEqual({ address: network });
  });
});
