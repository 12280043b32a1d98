import { SignJWT } from 'jose';
import { auth0 } from 'nestjs-mcp-auth';
import { describe, expect, it } from 'vitest';
import { describeJwtPreset } from '../../support/preset-contract.js';
import { resource, signingIssuer, standInVerifier } from '../../support/stand-in-provider.js';

const domain = 'acme.eu.auth0.com';
const issuer = `https://${domain}/`;
const jwksUri = `${issuer}.well-known/jwks.json`;
const roleClaim = 'https://notes.example.com/roles';
const claims = {
  sub: 'auth0|6553da60a54af58e29493993',
  aud: [resource, `https://${domain}/userinfo`],
  azp: 'K1AUPhZq8mRi0Q0pjhkfu1D7y6KjDQja',
  scope: 'openid profile read:notes',
  permissions: ['read:notes', 'write:notes'],
  org_id: 'org_9ybsU1dN2dKfDkBi',
  [roleClaim]: ['editor'],
};

describeJwtPreset('Auth0', {
  value: auth0({ domain, roleClaim }),
  preset: auth0.preset,
  variables: { MCP_AUTH_AUTH0_DOMAIN: domain, MCP_AUTH_AUTH0_ROLE_CLAIM: roleClaim },
  authorizationServers: [issuer],
  faults: [
    [auth0({ domain: 'acme' }), 'auth.domain: must be a host in small letters'],
    [auth0({ domain: 'ACME.eu.auth0.com' }), 'auth.domain: must be a host in small letters'],
    [auth0({ domain: 'http://acme.eu.auth0.com' }), 'auth.domain: must be a host in small letters'],
    [auth0({ domain, audience: '' }), 'auth.audience'],
  ],
  issuer,
  jwksUri,
  claims,
  principal: {
    subject: 'auth0|6553da60a54af58e29493993',
    clientId: 'K1AUPhZq8mRi0Q0pjhkfu1D7y6KjDQja',
    scopes: ['openid', 'profile', 'read:notes', 'write:notes'],
    tenant: 'org_9ybsU1dN2dKfDkBi',
    roles: ['editor'],
  },
  accepted: {
    'client_id, as of the profile of RFC 9068': { azp: undefined, client_id: 'K1AUPhZq8mRi0Q0pjhkfu1D7y6KjDQja' },
    'no organisation and no permissions': { org_id: undefined, permissions: undefined },
    'an application instead of a person': {
      sub: 'K1AUPhZq8mRi0Q0pjhkfu1D7y6KjDQja@clients',
      gty: 'client-credentials',
    },
  },
  refused: {
    'no audience but that of the profile page (JV-06)': { aud: `https://${domain}/userinfo` },
    'the audience with a slash more (JV-06)': { aud: `${resource}/` },
    'the audience of a neighbour (JV-06)': { aud: 'https://api.example.com/mcp-admin' },
    'a client as its audience, as ID tokens have (JV-05)': { aud: 'K1AUPhZq8mRi0Q0pjhkfu1D7y6KjDQja' },
    'the domain of the tenant although it has a custom one (JV-07)': { iss: 'https://login.acme.example/' },
  },
});

describe('tokens of Auth0', () => {
  const page = (own: object) => ({ [jwksUri]: { json: own } });

  it('have the scopes that people agreed to, and no others, where permissions are ignored', async () => {
    const { fake } = await signingIssuer(issuer);
    const { verifier } = standInVerifier(auth0({ domain, permissions: 'ignored' }), page(fake.jwks));
    expect(await verifier.verify(await fake.token(claims))).toMatchObject({
      principal: { scopes: ['openid', 'profile', 'read:notes'] },
    });
  });

  it('are refused where the API signs with its secret (JV-02)', async () => {
    const { fake } = await signingIssuer(issuer);
    const { verifier } = standInVerifier(auth0({ domain }), page(fake.jwks));
    const now = Math.floor(Date.now() / 1000);
    const token = await new SignJWT({ ...claims, iss: issuer, iat: now, exp: now + 60 })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .sign(new TextEncoder().encode('the signing secret of the API, 32+'));
    expect(await verifier.verify(token)).toMatchObject({ ending: 'invalid', reason: 'algorithm_not_allowed' });
  });

  it.each([
    ['opaque', 'R4nd0mOpaque'],
    ['encrypted', 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..aXY.Y2lwaGVy.dGFn'],
  ])('are refused where clients asked for no API, so that they are %s', async (_, token) => {
    const { verifier, asked } = standInVerifier(auth0({ domain }), {});
    expect([(await verifier.verify(token)).ending, asked]).toEqual(['invalid', []]);
  });
});

describe('the domain of Auth0', () => {
  it.each([domain, `https://${domain}`, `https://${domain}/`, `https://${domain}/.well-known/openid-configuration`])(
    'may be written as %s',
    (written) => {
      expect(auth0.kind.issuersOf({ domain: written })).toEqual([issuer]);
    },
  );
});

describeJwtPreset('Auth0, as FastMCP says it', {
  value: auth0({ domain, audience: resource }),
  preset: auth0.preset,
  variables: { MCP_AUTH_AUTH0_DOMAIN: domain, MCP_AUTH_AUTH0_AUDIENCE: resource },
  fastMcp: {
    FASTMCP_SERVER_AUTH: 'fastmcp.server.auth.providers.auth0.Auth0Provider',
    FASTMCP_SERVER_AUTH_AUTH0_CONFIG_URL: `https://${domain}/.well-known/openid-configuration`,
    FASTMCP_SERVER_AUTH_AUTH0_AUDIENCE: resource,
  },
  authorizationServers: [issuer],
  faults: [],
  issuer,
  jwksUri,
  claims,
  principal: { roles: [] },
  refused: {},
});
