import { pingFederate } from 'nestjs-mcp-auth';
import { describe, expect, it } from 'vitest';
import { describeJwtPreset, describeOpaquePreset } from '../../support/preset-contract.js';
import { resource, signingIssuer, standInVerifier } from '../../support/stand-in-provider.js';

const issuer = 'https://sso.example.com';
const endpoint = `${issuer}/as/introspect.oauth2`;
const jwksUri = `${issuer}/pf/JWKS`;
const credentials = { clientId: 'notes-api', clientSecret: 'a secret: with signs' };
const claims = {
  sub: 'b8a1f0de-4f0e-4a8c-9d5e-0d9f6a8f2c11',
  aud: resource,
  client_id: 'vscode',
  scope: 'openid notes:read',
  roles: ['editor'],
};
const principal = {
  subject: 'b8a1f0de-4f0e-4a8c-9d5e-0d9f6a8f2c11',
  issuer,
  clientId: 'vscode',
  scopes: ['openid', 'notes:read'],
  roles: ['editor'],
};

describeJwtPreset('PingFederate', {
  value: pingFederate({ issuer }),
  preset: pingFederate.preset,
  variables: { MCP_AUTH_PINGFEDERATE_ISSUER: issuer },
  authorizationServers: [issuer],
  faults: [
    [pingFederate({ issuer: `${issuer}/` }), 'auth.issuer: has no slash at its end'],
    [pingFederate({ issuer, clientId: 'notes-api' }), 'auth.clientSecret: and `clientId` belong together'],
    [pingFederate({ issuer, clientSecret: 'secret' }), 'auth.clientSecret: and `clientId` belong together'],
    [pingFederate({ issuer: 'http://sso.example.com' }), 'must be an https URL'],
  ],
  issuer,
  jwksUri,
  header: { typ: undefined },
  claims,
  principal,
  accepted: { 'scopes as a list': { scope: ['openid', 'notes:read'] } },
  refused: {
    'no audience, while no clients are named (JV-06)': { aud: undefined },
    'the audience of another access token manager (JV-06)': { aud: 'https://api.example.com/mcp-admin' },
    'no subject, as where nobody mapped one': { sub: undefined, Username: 'alice' },
    'no issuer, as where the access token manager writes none (JV-07)': { iss: undefined },
  },
});

describeJwtPreset('PingFederate with an access token manager that writes no audience', {
  value: pingFederate({ issuer, allowedClientIds: ['vscode'], jwksUri: `${issuer}/ext/notes/jwks` }),
  preset: pingFederate.preset,
  variables: {
    MCP_AUTH_PINGFEDERATE_ISSUER: issuer,
    MCP_AUTH_PINGFEDERATE_ALLOWED_CLIENT_IDS: 'vscode',
    MCP_AUTH_PINGFEDERATE_JWKS_URI: `${issuer}/ext/notes/jwks`,
  },
  authorizationServers: [issuer],
  faults: [],
  issuer,
  jwksUri: `${issuer}/ext/notes/jwks`,
  algorithm: 'ES256',
  claims: { ...claims, aud: undefined },
  principal,
  refused: {
    'another client (JV-06)': { client_id: 'payroll' },
    'another audience (JV-06)': { aud: 'https://api.example.com/mcp-admin' },
  },
});

const answer = { active: true, token_type: 'Bearer', exp: 32_472_144_000, ...claims };
const value = pingFederate({ issuer, ...credentials });

describeOpaquePreset('PingFederate with reference tokens', {
  value,
  preset: pingFederate.preset,
  variables: {
    MCP_AUTH_PINGFEDERATE_ISSUER: issuer,
    MCP_AUTH_PINGFEDERATE_CLIENT_ID: credentials.clientId,
    MCP_AUTH_PINGFEDERATE_CLIENT_SECRET: credentials.clientSecret,
  },
  authorizationServers: [issuer],
  faults: [],
  token: '0001jHr4Uh3xYVpF5NsqvzBw8lhE',
  pages: { [endpoint]: { json: answer } },
  principal: { ...principal, expiresAt: 32_472_144_000 },
  refused: {
    'it is not active': { [endpoint]: { json: { active: false } } },
    'it is for another service (JV-06)': { [endpoint]: { json: { ...answer, aud: 'https://other.example.com' } } },
    'it has no audience, while no clients are named (JV-06)': { [endpoint]: { json: { ...answer, aud: undefined } } },
    'it is a refresh token, of which nothing else is told (JV-05)': { [endpoint]: { json: { active: true } } },
    'it has no subject, as where nobody mapped one': { [endpoint]: { json: { ...answer, sub: undefined } } },
    'it expired': { [endpoint]: { json: { ...answer, exp: 1_600_000_000 } } },
  },
  unknown: {
    'the secret of this service is wrong': { [endpoint]: { status: 401, json: { error: 'invalid_client' } } },
    'PingFederate is out of order': { [endpoint]: { status: 503, text: '' } },
    'a page redirects': {
      [endpoint]: { status: 302, json: answer, headers: { location: 'https://attacker.example' } },
    },
    '"active" is no truth': { [endpoint]: { json: { ...answer, active: 'true' } } },
  },
});

describe('tokens of PingFederate', () => {
  it('of both kinds are taken at once, and only reference tokens are asked about', async () => {
    const { fake, keys } = await signingIssuer(issuer);
    const { verifier, asked } = standInVerifier(value, { [jwksUri]: keys, [endpoint]: { json: answer } });
    expect([
      (await verifier.verify(await fake.token(claims))).ending,
      (await verifier.verify('0001jHr4Uh3xYVpF5NsqvzBw8lhE')).ending,
      asked.map(({ url }) => url),
    ]).toEqual(['principal', 'principal', [jwksUri, endpoint]]);
  });

  it('of somebody else are shown to nobody', async () => {
    const { fake } = await signingIssuer('https://idp.attacker.example');
    const { verifier, asked } = standInVerifier(value, { [endpoint]: { json: answer } });
    expect([(await verifier.verify(await fake.token(claims))).ending, asked]).toEqual(['invalid', []]);
  });

  it('without an audience are those of the clients that are named', async () => {
    const named = pingFederate({ issuer, ...credentials, allowedClientIds: ['vscode'] });
    const { verifier } = standInVerifier(named, { [endpoint]: { json: { ...answer, aud: undefined } } });
    expect((await verifier.verify('0001jHr4Uh3xYVpF5NsqvzBw8lhE')).ending).toBe('principal');
    const other = standInVerifier(named, { [endpoint]: { json: { ...answer, aud: undefined, client_id: 'payroll' } } });
    expect((await other.verifier.verify('0001jHr4Uh3xYVpF5NsqvzBw8lhE')).ending).toBe('invalid');
  });
});
