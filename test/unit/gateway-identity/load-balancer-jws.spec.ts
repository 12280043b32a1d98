import { describe, expect, it } from 'vitest';
import { LoadBalancerJwsParser } from '../../../libs/mcp-auth/src/gateway-identity/load-balancer-jws.js';
import { LoadBalancer, loadBalancerArn } from '../../support/load-balancer.js';

const parser = new LoadBalancerJwsParser();
const balancer = await LoadBalancer.create();

describe('what a load balancer writes', () => {
  it('is read with its padding, which is signed too', () => {
    const token = balancer.assertion(0, { x: 'x' });
    expect(token).toContain('=');
    expect(parser.parse(token)?.signingInput.toString()).toBe(token.slice(0, token.lastIndexOf('.')));
  });

  it('says in its header who made it for whom and until when, whatever the identity provider says', () => {
    const said = { iss: 'https://evil.test', exp: 9_999_999_999, aud: 'x', client_id: 'x', nbf: 1, iat: 1 };
    expect(parser.parse(balancer.assertion(0, {}, said))?.claims).toEqual({
      sub: 'alice',
      email: 'alice@example.com',
      iss: LoadBalancer.issuer,
      exp: 120,
      client_id: 'orders-client',
      aud: loadBalancerArn,
    });
  });

  it('has nothing in place of what the header lacks', () => {
    const header = { iss: undefined, exp: undefined, signer: undefined };
    const said = { iss: LoadBalancer.issuer, exp: 120, aud: loadBalancerArn };
    const claims = parser.parse(balancer.assertion(0, header, said))?.claims;
    expect([claims?.['iss'], claims?.['exp'], claims?.['aud']]).toEqual([undefined, undefined, undefined]);
  });

  const [header = '', payload = '', signature = ''] = balancer.assertion(0).split('.');
  it.each([
    ['two parts', `${header}.${payload}`],
    ['four parts', `${header}.${payload}.${signature}.${signature}`],
    ['an empty signature', `${header}.${payload}.`],
    ['a signature of padding', `${header}.${payload}.====`],
    ['too much padding', `${header}.${payload}.${signature}====`],
    ['padding inside', `${header}.=${payload}.${signature}`],
    ['the standard alphabet', `${header}.${payload}.c+/n`],
    ['a payload that is no object', `${header}.bnVsbA==.${signature}`],
    ['a header that is no object', `bnVsbA==.${payload}.${signature}`],
  ])('is not %s (JV-09)', (_, token) => {
    expect(parser.parse(token)).toBeUndefined();
  });
});
