import { describe, expect, it } from 'vitest';
import { isForeignHost } from '../../../libs/mcp-auth/src/transport/host.check.js';

const resource = 'http://localhost:3000/mcp';

describe('the Host of a request on loopback (HT-03)', () => {
  it.each(['localhost:3000', 'localhost', '127.0.0.1:3000', '[::1]:3000', 'LOCALHOST:3000'])('may be %s', (host) => {
    expect(isForeignHost(host, resource)).toBe(false);
  });

  it.each([undefined, '', 'evil.example', 'localhost.evil.test:3000', '127.0.0.1.evil.test', 'a b', '10.0.0.1:3000'])(
    'may not be %s (TR-01)',
    (host) => {
      expect(isForeignHost(host, resource)).toBe(true);
    },
  );

  it('is not looked at where the resource is public', () => {
    expect(isForeignHost('pod-7.internal:8080', 'https://api.example.com/mcp')).toBe(false);
  });
});
