import { describe, expect, it } from 'vitest';
import { resolveLimits } from '../../../libs/mcp-auth/src/options/limits.settings.js';

const problemsOf = (raw: unknown) => {
  const read = resolveLimits(raw);
  return read.ok ? [] : read.problems.map(({ path, message }) => `${path}: ${message}`);
};

describe('the proxies that are trusted', () => {
  it.each(['10.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8', '::ffff:10.0.0.1'])('may be %s', (proxy) => {
    expect(problemsOf({ trustedProxies: [proxy] })).toEqual([]);
  });

  it.each([
    '',
    'proxy.example',
    '10',
    '010.0.0.1',
    '0x7f.1',
    '999.1.1.1',
    '10.0.0.0/33',
    '1:2/8',
    '10.0.0.0/-1',
    '::/129',
  ])('stop the start where one is "%s", before a request meets it', (proxy) => {
    expect(problemsOf({ trustedProxies: [proxy] })).toEqual([
      `limits.trustedProxies.0: "${proxy}" is no address and no network such as "10.0.0.0/8"`,
    ]);
  });

  it.each(['0.0.0.0/0', '::/0'])('are never everybody: %s', (proxy) => {
    expect(problemsOf({ trustedProxies: [proxy] })).toEqual([
      `limits.trustedProxies.0: "${proxy}" is everybody, and anybody could say any address`,
    ]);
  });
});
