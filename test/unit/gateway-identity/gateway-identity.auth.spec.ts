import { describe, expect, it } from 'vitest';
import { gatewayIdentity, type GatewayIdentityOptions } from 'nestjs-mcp-auth';
import type { AuthContext } from '../../../libs/mcp-auth/src/composition/auth-kind.js';
import { RequestVerifier } from '../../../libs/mcp-auth/src/core/request-verifier.js';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { loadBalancerArn } from '../../support/load-balancer.js';
import { outboundThatAnswers } from '../../support/outbound.js';
import { requestFields } from '../../support/request-fields.js';
import { verifierPorts } from '../../support/verifier-ports.js';

const iap = { gateway: 'google-iap', audience: '/projects/1/apps/orders' } as const;
const alb = { gateway: 'aws-alb', loadBalancerArn, issuer: 'https://idp.example.com' } as const;
const access = { gateway: 'cloudflare-access', teamDomain: 'example.cloudflareaccess.com', audience: 'tag' } as const;
const custom = { gateway: 'custom', header: 'X-Token', issuer: 'https://idp.example.com', audience: 'a' } as const;
const secret = 'a-secret-of-thirty-two-characters';
const headers = {
  gateway: 'headers',
  headers: { subject: 'X-User' },
  trust: { peerNames: ['URI:spiffe://mesh/gateway'] },
  issuer: 'https://gateway.example.com',
} as const;

function resolve(options: object, changes: Partial<AuthContext> = {}) {
  const { kind, options: given } = gatewayIdentity(options as GatewayIdentityOptions);
  const resource = 'https://api.example.com/mcp';
  return kind.resolve(given, { resource, production: true, optionPath: 'auth', insecureHosts: [], ...changes });
}

function problemsOf(options: object, changes: Partial<AuthContext> = {}): readonly string[] {
  const resolution = resolve(options, changes);
  return resolution.ok ? [] : resolution.problems.map(({ path, message }) => `${path}: ${message}`);
}

describe('the options of gatewayIdentity', () => {
  it.each([
    iap,
    alb,
    access,
    custom,
    headers,
    { ...alb, loadBalancerArn: [loadBalancerArn], clientId: 'orders', clockToleranceSeconds: 10 },
    { ...custom, gateway: 'envoy', header: undefined },
    { ...headers, trust: { secretHeader: 'x-gateway-secret', secret } },
  ])('are complete: $gateway', (options) => {
    expect(problemsOf(options)).toEqual([]);
  });

  it('name a gateway that exists', () => {
    expect(problemsOf({})).toHaveLength(1);
    expect(problemsOf({ gateway: 'nginx' })[0]).toContain('auth.gateway: ');
  });

  it.each([
    ['google-iap', { ...iap, audience: undefined }, ['auth.audience']],
    ['aws-alb without its ARN', { ...alb, loadBalancerArn: undefined }, ['auth.loadBalancerArn', 'auth.keysUrl']],
    ['aws-alb without an issuer', { ...alb, issuer: undefined }, ['auth.issuer']],
    ['cloudflare-access', { gateway: 'cloudflare-access' }, ['auth.teamDomain', 'auth.audience']],
    ['custom without a header', { ...custom, header: undefined }, ['auth.header']],
    ['custom without an audience', { ...custom, audience: undefined }, ['auth.audience']],
    ['headers without any', { ...headers, headers: undefined }, ['auth.headers.subject']],
    ['headers without an issuer', { ...headers, issuer: undefined }, ['auth.issuer']],
  ])('are not complete: %s', (_, options, paths) => {
    expect(problemsOf(options).map((problem) => problem.split(':')[0])).toEqual(paths);
  });

  it('need what an assertion is compared with, outside production too', () => {
    expect(problemsOf({ ...iap, audience: undefined }, { production: false })).toHaveLength(1);
    expect(problemsOf({ ...alb, loadBalancerArn: undefined }, { production: false })).toHaveLength(2);
  });

  it('may leave the audience to the registration, but never the signer', () => {
    const audience = ['https://api.example.com/hr'];
    expect(problemsOf({ ...iap, audience: undefined }, { audience })).toEqual([]);
    expect(problemsOf({ ...alb, loadBalancerArn: undefined }, { audience })).not.toEqual([]);
    const issuers = [{ rules: { audiences: [loadBalancerArn] } }];
    expect(resolve(alb, { audience })).toMatchObject({ settings: { jwt: { issuers } } });
  });

  it.each([
    ['nothing', undefined],
    ['an empty one', {}],
    ['no name at all', { peerNames: [] }],
    ['a name without its kind', { peerNames: ['gateway.internal'] }],
    ['several names in one', { peerNames: ['DNS:a, DNS:b'] }],
    ['a secret without a header', { secret }],
    ['a header without a secret', { secretHeader: 'x-gateway-secret' }],
    ['a short secret', { secretHeader: 'x-gateway-secret', secret: secret.slice(0, 31) }],
    ['a secret with a blank', { secretHeader: 'x-gateway-secret', secret: `${secret} ${secret}` }],
    ['both', { peerNames: ['DNS:a'], secretHeader: 'x-gateway-secret', secret }],
    ['the header of the subject', { secretHeader: 'x-user', secret }],
  ])('trust nobody by %s', (_, trust) => {
    const problems = problemsOf({ ...headers, trust }, { production: false });
    expect(problems).not.toEqual([]);
    expect(problems.join()).not.toContain(secret.slice(0, 31));
  });

  it.each([
    { ...iap, issuer: 'https://evil.test' },
    { ...iap, trust: { peerNames: ['DNS:a'] } },
    { ...alb, audience: 'a' },
    { ...custom, loadBalancerArn },
    { ...headers, jwksUri: 'https://a.test' },
    { ...headers, requiredScopes: ['a'] },
    { ...iap, secret },
    { ...headers, headers: { subject: 'x-user', roles: 'X-USER' } },
    { ...headers, headers: { subject: 'x_user' } },
    { ...headers, issuer: ['a', 'b'] },
    { ...alb, loadBalancerArn: 'arn:aws:s3:::bucket' },
    { ...alb, loadBalancerArn: loadBalancerArn.replace(':aws:', ':aws-cn:') },
    { ...access, teamDomain: 'evil.test/x?' },
    { ...iap, jwksUri: 'http://keys.example.com' },
    { ...custom, algorithms: ['HS256'] },
  ])('are refused: %j', (options) => {
    expect(problemsOf(options)).toHaveLength(1);
  });

  it('name the variable that sets them', () => {
    const resolution = resolve({ ...alb, keysUrl: 'http://keys.example.com', issuer: undefined });
    const problems = resolution.ok ? [] : resolution.problems;
    expect(problems.map(({ variable }) => variable)).toEqual(['MCP_AUTH_GATEWAY_ISSUER', 'MCP_AUTH_GATEWAY_KEYS_URL']);
  });

  it('tell the issuer, which is what puts a process into production', () => {
    const { kind } = gatewayIdentity;
    expect(kind.issuersOf(iap)).toEqual(['https://cloud.google.com/iap']);
    expect(kind.issuersOf(access)).toEqual(['https://example.cloudflareaccess.com']);
    expect([alb, headers].map((options) => kind.issuersOf(options))).toEqual([[alb.issuer], [headers.issuer]]);
    expect(kind.issuersOf({} as never)).toEqual([]);
    expect([iap, alb, headers].map((options) => kind.namesAudience?.(options))).toEqual([true, true, true]);
    expect(kind.namesAudience?.(custom)).toBe(true);
    expect(kind.namesAudience?.({ gateway: 'envoy' })).toBe(false);
  });
});

describe('the keys of a gateway', () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const assertion = (header: object, iss: string) =>
    `${part({ alg: 'ES256', kid: 'k', iss, ...header })}.${part({ iss })}.c2ln`;
  const govArn = loadBalancerArn.replace(':aws:', ':aws-us-gov:').replace('eu-central-1', 'us-gov-west-1');

  it.each([
    [iap, 'https://www.gstatic.com/iap/verify/public_key-jwk', 'https://cloud.google.com/iap', {}],
    [
      access,
      'https://example.cloudflareaccess.com/cdn-cgi/access/certs',
      'https://example.cloudflareaccess.com',
      { alg: 'RS256' },
    ],
    [alb, 'https://public-keys.auth.elb.eu-central-1.amazonaws.com/k', alb.issuer, {}],
    [
      { ...alb, loadBalancerArn: govArn },
      'https://s3-us-gov-west-1.amazonaws.com/aws-elb-public-keys-prod-us-gov-west-1/k',
      alb.issuer,
      {},
    ],
    [{ ...alb, keysUrl: 'https://mirror.test/alb' }, 'https://mirror.test/alb/k', alb.issuer, {}],
    [{ ...iap, jwksUri: 'https://mirror.test/iap' }, 'https://mirror.test/iap', 'https://cloud.google.com/iap', {}],
  ])('are where it publishes them: %j', async (options, url, issuer, header) => {
    const asked: string[] = [];
    const outbound = outboundThatAnswers((where) => {
      asked.push(where);
      return Promise.resolve({ status: 500, text: '', headers: new Headers() });
    });
    const resolution = resolve(options);
    const ports = verifierPorts(new FrozenClock(), { outbound });
    const verifier = resolution.ok ? gatewayIdentity.kind.createVerifier?.(resolution.settings, ports) : undefined;
    if (!(verifier instanceof RequestVerifier)) throw new Error('It verifies no requests');
    const names = ['x-goog-iap-jwt-assertion', 'x-amzn-oidc-data', 'cf-access-jwt-assertion'];
    const sent = Object.fromEntries(names.map((name) => [name, assertion(header, issuer)]));
    expect((await verifier.verifyRequest(requestFields(sent))).ending).toBe('unavailable');
    expect(asked).toEqual([url]);
  });
});
