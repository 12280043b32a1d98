import { describe, expect, it } from 'vitest';
import { clerk, type AuthValue } from 'nestjs-mcp-auth';
import { describeJwtPreset, describeOpaquePreset } from '../../support/preset-contract.js';
import { resource, signingIssuer, standInVerifier } from '../../support/stand-in-provider.js';

const issuer = 'https://acme-1.clerk.accounts.dev';
const jwksUri = `${issuer}/.well-known/jwks.json`;
const infoUrl = `${issuer}/oauth/token_info`;
const app = { clientId: 'Dd2xNotes', clientSecret: 'a secret: with signs' };
const claims = {
  aud: resource,
  sub: 'user_2abcAlice',
  client_id: 'vscodeApp',
  jti: 'oat_01HXYZ',
  scope: 'openid profile',
  org_id: 'org_2acme',
  org_role: 'org:admin',
};
const principal = {
  subject: 'user_2abcAlice',
  tenant: 'org_2acme',
  clientId: 'vscodeApp',
  scopes: ['openid', 'profile'],
  roles: ['org:admin'],
};

describeJwtPreset('Clerk, with audiences', {
  value: clerk({ domain: issuer }),
  preset: clerk.preset,
  variables: { MCP_AUTH_CLERK_DOMAIN: issuer },
  authorizationServers: [issuer],
  faults: [
    [clerk({ domain: `${issuer}/oauth` }), 'auth.domain: must be an origin and nothing else'],
    [clerk({ domain: issuer, clientId: app.clientId }), 'auth.clientSecret: and `clientId` are set together'],
    [clerk({ domain: issuer, clientSecret: app.clientSecret }), 'auth.clientSecret: and `clientId` are set together'],
    [clerk({ domain: 'http://acme-1.clerk.accounts.dev' }), 'must be an https URL'],
  ],
  issuer,
  jwksUri,
  header: { typ: 'at+jwt' },
  claims,
  principal,
  accepted: { 'scopes as a list': { scope: undefined, scp: ['openid', 'profile'] } },
  refused: {
    'no audience, as where the instance does not include it (JV-06)': { aud: undefined },
    'the audience of a neighbour (JV-06)': { aud: 'https://api.example.com/mcp-admin' },
  },
});

describeJwtPreset('Clerk, by its clients', {
  value: clerk({ domain: issuer, allowedClientIds: ['vscodeApp'] }),
  preset: clerk.preset,
  variables: { MCP_AUTH_CLERK_DOMAIN: issuer, MCP_AUTH_CLERK_ALLOWED_CLIENT_IDS: 'vscodeApp' },
  authorizationServers: [issuer],
  faults: [],
  issuer,
  jwksUri,
  header: { typ: 'at+jwt' },
  claims: { ...claims, aud: undefined },
  principal,
  accepted: { 'the resource as its audience': { aud: [resource] } },
  refused: {
    'another client (JV-06)': { client_id: 'other' },
    'no client (JV-06)': { client_id: undefined },
    'the audience of a neighbour all the same (JV-06)': { aud: 'https://api.example.com/mcp-admin' },
  },
});

const answer = {
  active: true,
  client_id: 'vscodeApp',
  sub: 'user_2abcAlice',
  scope: 'openid profile',
  iat: 1_700_000_000,
  exp: 32_472_144_000,
};

describeOpaquePreset('Clerk, with opaque tokens', {
  value: clerk({ domain: issuer, allowedClientIds: ['vscodeApp'], ...app }),
  preset: clerk.preset,
  variables: {
    MCP_AUTH_CLERK_DOMAIN: issuer,
    MCP_AUTH_CLERK_ALLOWED_CLIENT_IDS: 'vscodeApp',
    MCP_AUTH_CLERK_CLIENT_ID: app.clientId,
    MCP_AUTH_CLERK_CLIENT_SECRET: app.clientSecret,
  },
  fastMcp: {
    FASTMCP_SERVER_AUTH: 'fastmcp.server.auth.providers.clerk.ClerkProvider',
    FASTMCP_SERVER_AUTH_CLERK_DOMAIN: issuer,
    FASTMCP_SERVER_AUTH_CLERK_CLIENT_ID: app.clientId,
    FASTMCP_SERVER_AUTH_CLERK_CLIENT_SECRET: app.clientSecret,
    MCP_AUTH_CLERK_ALLOWED_CLIENT_IDS: 'vscodeApp',
  },
  authorizationServers: [issuer],
  faults: [],
  token: 'oat_2NEXWEDkAliceOpaque',
  pages: { [infoUrl]: { json: answer } },
  principal: {
    issuer,
    subject: 'user_2abcAlice',
    clientId: 'vscodeApp',
    scopes: ['openid', 'profile'],
    expiresAt: 32_472_144_000,
  },
  refused: {
    'Clerk says no': { [infoUrl]: { json: { active: false } } },
    'it is of another client (JV-06)': { [infoUrl]: { json: { ...answer, client_id: 'other' } } },
    'it has the audience of a neighbour (JV-06)': {
      [infoUrl]: { json: { ...answer, aud: 'https://api.example.com/mcp-admin' } },
    },
    'it has no person': { [infoUrl]: { json: { ...answer, sub: undefined } } },
    'it expired': { [infoUrl]: { json: { ...answer, exp: 1_600_000_000 } } },
    'it is a refresh token': { [infoUrl]: { json: { ...answer, token_type: 'refresh_token' } } },
  },
  unknown: {
    'the secret is wrong': { [infoUrl]: { status: 401, json: { error: 'invalid_client' } } },
    'there were too many calls': { [infoUrl]: { status: 429, json: {}, headers: { 'retry-after': '30' } } },
    'Clerk is out of order': { [infoUrl]: { status: 503, text: 'no' } },
    'the answer does not say whether it is active': { [infoUrl]: { json: { ...answer, active: undefined } } },
  },
});

describe('tokens of Clerk', () => {
  // FastMCP and the dashboard have the host alone.
  const both: AuthValue = clerk({ domain: 'acme-1.clerk.accounts.dev', allowedClientIds: ['vscodeApp'], ...app });

  it('are told apart: no JWT is asked about, and for no opaque token a key', async () => {
    const { fake, keys } = await signingIssuer(issuer);
    const { verifier, asked } = standInVerifier(both, { [jwksUri]: keys, [infoUrl]: { json: answer } });
    expect((await verifier.verify(await fake.token(claims))).ending).toBe('principal');
    expect((await verifier.verify('oat_opaque')).ending).toBe('principal');
    expect(asked.map(({ url }) => url)).toEqual([jwksUri, infoUrl]);
  });

  it.each(['mt_machine', 'ak_key', 'sess_other'])(
    'are no other opaque tokens, which nobody is shown: %s',
    async (token) => {
      const { verifier, asked } = standInVerifier(both, {});
      expect((await verifier.verify(token)).ending).toBe('invalid');
      expect(asked).toEqual([]);
    },
  );

  it('are refused when they are opaque and nobody may ask about them', async () => {
    const { verifier, asked } = standInVerifier(clerk({ domain: issuer }), {});
    expect((await verifier.verify('oat_opaque')).ending).toBe('invalid');
    expect(asked).toEqual([]);
  });

  it('are no sessions and ID tokens of the same issuer (JV-05)', async () => {
    const { fake, keys } = await signingIssuer(issuer);
    const { verifier } = standInVerifier(clerk({ domain: issuer }), { [jwksUri]: keys });
    expect(await verifier.verify(await fake.token(claims, { typ: 'JWT' }))).toMatchObject({
      ending: 'invalid',
      reason: 'token_type_not_accepted',
    });
  });

  it('are shown in the body of a request, with the secret of this service beside them', async () => {
    const { verifier, asked } = standInVerifier(both, { [infoUrl]: { json: answer } });
    await verifier.verify('oat_opaque');
    const [{ url, request } = { url: '', request: undefined }] = asked;
    expect(url).toBe(infoUrl);
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      token: 'oat_opaque',
      token_type_hint: 'access_token',
      client_id: app.clientId,
      client_secret: app.clientSecret,
    });
  });
});
