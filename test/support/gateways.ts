import type { GatewayIdentityOptions } from 'nestjs-mcp-auth';
import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import { json, startJsonServer, type JsonServer } from './json-server.js';
import { LoadBalancer, loadBalancerArn } from './load-balancer.js';

const servers: JsonServer[] = [];

/** Stops the key servers of all stand-ins. */
export async function stopKeyServers(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
}

async function keyServer(document: unknown): Promise<string> {
  const server = await startJsonServer(json(document));
  servers.push(server);
  return server.url;
}

/** A gateway with its key server: the options for it, and what it writes into its header. */
export interface StandIn {
  readonly options: GatewayIdentityOptions;
  readonly header: string;
  readonly subject: string;
  readonly good: string;
  readonly bad: Readonly<Record<string, string>>;
}

async function jwksGateway(
  issuer: string,
  algorithm: string,
  audience: string,
): Promise<{ readonly jwksUri: string; readonly sign: (claims?: object, header?: object) => Promise<string> }> {
  const gateway = await FakeIssuer.create(issuer, algorithm);
  const sign = (claims = {}, header = {}) => gateway.token({ aud: audience, ...claims }, { typ: 'JWT', ...header });
  return { jwksUri: await keyServer(gateway.jwks), sign };
}

async function badOnes(
  sign: (claims?: object, header?: object) => Promise<string>,
  stranger: (claims?: object, header?: object) => Promise<string>,
) {
  const good = await sign();
  const [header, , signature] = good.split('.');
  const forged = Buffer.from(JSON.stringify({ sub: 'mallory' })).toString('base64url');
  return {
    'for a neighbour (JV-06)': await sign({ aud: 'other' }),
    'of another issuer (JV-07)': await sign({ iss: 'https://evil.test' }),
    'of a stranger with our names (MX-01)': await stranger(),
    'that is over (JV-08)': await sign({ exp: Math.floor(Date.now() / 1000) - 60 }),
    'that was changed (JV-01)': `${header}.${forged}.${signature}`,
    'without a signature (JV-01)': `${header}.${good.split('.')[1]}.`,
    'of an unknown key (JV-03)': await sign({}, { kid: 'other' }),
    'that is an ID token (JV-05)': await sign({ nonce: 'n' }),
  };
}

async function googleIap(): Promise<StandIn> {
  const audience = '/projects/123456/global/backendServices/789';
  const { jwksUri, sign } = await jwksGateway('https://cloud.google.com/iap', 'ES256', audience);
  const stranger = await jwksGateway('https://cloud.google.com/iap', 'ES256', audience);
  return {
    options: { gateway: 'google-iap', audience, jwksUri },
    header: 'X-Goog-IAP-JWT-Assertion',
    subject: 'alice',
    good: await sign(),
    bad: await badOnes(sign, stranger.sign),
  };
}

async function cloudflareAccess(): Promise<StandIn> {
  const issuer = 'https://example.cloudflareaccess.com';
  const { jwksUri, sign } = await jwksGateway(issuer, 'RS256', 'aud-tag');
  const stranger = await jwksGateway(issuer, 'RS256', 'aud-tag');
  return {
    options: { gateway: 'cloudflare-access', teamDomain: 'example.cloudflareaccess.com', audience: 'aud-tag', jwksUri },
    header: 'Cf-Access-Jwt-Assertion',
    subject: 'robot.access',
    good: await sign({ sub: '', common_name: 'robot.access', aud: ['aud-tag'] }),
    bad: await badOnes(sign, stranger.sign),
  };
}

async function envoy(): Promise<StandIn> {
  const { jwksUri, sign } = await jwksGateway('https://idp.example.com', 'ES256', 'orders');
  const stranger = await jwksGateway('https://idp.example.com', 'ES256', 'orders');
  return {
    options: { gateway: 'envoy', issuer: 'https://idp.example.com', audience: 'orders', jwksUri },
    header: 'X-JWT-Assertion',
    subject: 'alice',
    good: await sign(),
    bad: await badOnes(sign, stranger.sign),
  };
}

async function custom(): Promise<StandIn> {
  const { header: _, ...standIn } = await envoy();
  return {
    ...standIn,
    options: { ...standIn.options, gateway: 'custom', header: 'X-Edge-Token' } as GatewayIdentityOptions,
    header: 'X-Edge-Token',
  };
}

async function awsAlb(): Promise<StandIn> {
  const [balancer, stranger] = await Promise.all([LoadBalancer.create(), LoadBalancer.create()]);
  const server = await startJsonServer((request, response) => {
    const isKnown = request.url === `/keys/${LoadBalancer.keyId}`;
    response.writeHead(isKnown ? 200 : 404).end(isKnown ? balancer.publicPem : '');
  });
  servers.push(server);
  const { issuer } = LoadBalancer;
  const now = Math.floor(Date.now() / 1000);
  const [header, payload, signature] = balancer.assertion(now).split('.');
  return {
    options: {
      gateway: 'aws-alb',
      loadBalancerArn,
      issuer,
      clientId: 'orders-client',
      keysUrl: `${server.url}/keys`,
    },
    header: 'X-Amzn-Oidc-Data',
    subject: 'alice',
    good: `${header}.${payload}.${signature}`,
    bad: {
      "signed by a stranger's load balancer (JV-06)": balancer.assertion(now, { signer: `${loadBalancerArn}0` }),
      'without a signer (JV-06)': balancer.assertion(now, { signer: undefined }, { aud: loadBalancerArn }),
      'of another identity provider (JV-07)': balancer.assertion(now, { iss: 'https://evil.test' }, { iss: issuer }),
      'of another client of the same load balancer (MX-02)': balancer.assertion(now, { client: 'hr-client' }),
      'of a stranger with our names (MX-01)': stranger.assertion(now),
      'that is over (JV-08)': balancer.assertion(now - 300, {}, { exp: now + 300 }),
      'without an end (JV-08)': balancer.assertion(now, { exp: undefined }, { exp: now + 300 }),
      'that was changed (JV-01)': `${header}.${Buffer.from('{"sub":"mallory"}').toString('base64')}.${signature}`,
      'without a signature (JV-01)': `${header}.${payload}.`,
      'of an unknown key (JV-03)': balancer.assertion(now, { kid: 'other' }),
      'with a path for a key (JV-03)': balancer.assertion(now, { kid: `../keys/${LoadBalancer.keyId}` }),
      'without its padding (JV-09)': `${header?.replaceAll('=', '')}.${payload?.replaceAll('=', '')}.${signature}`,
    },
  };
}

/** One for each kind of gateway that signs. */
export const standIns = {
  'google-iap': googleIap,
  'aws-alb': awsAlb,
  'cloudflare-access': cloudflareAccess,
  envoy,
  custom,
};
