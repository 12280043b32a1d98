import { describe, expect, it } from 'vitest';
import { AccessJwsParser } from '../../../libs/mcp-auth/src/gateway-identity/access-jws.js';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const subjectOf = (claims: unknown) =>
  new AccessJwsParser().parse(`${part({ alg: 'RS256' })}.${part(claims)}.c2ln`)?.claims['sub'];

describe('what Cloudflare Access writes', () => {
  it('names a person in sub', () => {
    expect(subjectOf({ sub: '7335d417', common_name: 'machine.access' })).toBe('7335d417');
  });

  it('names a machine in common_name, where sub is empty', () => {
    expect(subjectOf({ sub: '', common_name: 'machine.access' })).toBe('machine.access');
    expect(subjectOf({ common_name: 'machine.access' })).toBeUndefined();
  });

  it('is no token where it is none', () => {
    expect(new AccessJwsParser().parse('nonsense')).toBeUndefined();
  });
});
