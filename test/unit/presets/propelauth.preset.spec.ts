import { describe, expect, it } from 'vitest';
import { propelAuth } from 'nestjs-mcp-auth';
import { describeOpaquePreset } from '../../support/preset-contract.js';
import { resource, standInVerifier } from '../../support/stand-in-provider.js';

const authUrl = 'https://auth.example.com';
const issuer = `${authUrl}/oauth/2.1`;
const url = `${issuer}/introspect`;
const credentials = { clientId: 'introspection-notes', clientSecret: 'a secret: with signs' };
const value = propelAuth({ authUrl, ...credentials });
const answer = {
  active: true,
  sub: '31c41c16-c281-44ae-9602-8a047e3bf33d',
  aud: resource,
  client_id: 'vscode',
  scope: 'read:user_data write:notes',
  exp: 32_472_144_000,
};

describeOpaquePreset('PropelAuth', {
  value,
  preset: propelAuth.preset,
  variables: {
    MCP_AUTH_PROPELAUTH_AUTH_URL: authUrl,
    MCP_AUTH_PROPELAUTH_CLIENT_ID: credentials.clientId,
    MCP_AUTH_PROPELAUTH_CLIENT_SECRET: credentials.clientSecret,
  },
  fastMcp: {
    FASTMCP_SERVER_AUTH: 'fastmcp.server.auth.providers.propelauth.PropelAuthProvider',
    FASTMCP_SERVER_AUTH_PROPELAUTH_AUTH_URL: authUrl,
    FASTMCP_SERVER_AUTH_PROPELAUTH_INTROSPECTION_CLIENT_ID: credentials.clientId,
    FASTMCP_SERVER_AUTH_PROPELAUTH_INTROSPECTION_CLIENT_SECRET: credentials.clientSecret,
  },
  authorizationServers: [issuer],
  faults: [
    [propelAuth({ authUrl: issuer, ...credentials }), 'auth.authUrl: must be an origin and nothing else'],
    [propelAuth({ authUrl, ...credentials, clientSecret: '' }), 'auth.clientSecret'],
    [propelAuth({ authUrl: 'http://auth.example.com', ...credentials }), 'must be an https URL'],
  ],
  token: 'an-opaque-token-of-propelauth',
  pages: { [url]: { json: answer } },
  principal: {
    issuer,
    subject: '31c41c16-c281-44ae-9602-8a047e3bf33d',
    clientId: 'vscode',
    scopes: ['read:user_data', 'write:notes'],
    audience: [resource],
    expiresAt: 32_472_144_000,
  },
  refused: {
    'PropelAuth says no': { [url]: { json: { active: false } } },
    'it is for a neighbour (JV-06)': { [url]: { json: { ...answer, aud: 'https://api.example.com/mcp-admin' } } },
    'its audience has a slash more (JV-06)': { [url]: { json: { ...answer, aud: `${resource}/` } } },
    'it has no audience (JV-06)': { [url]: { json: { ...answer, aud: undefined } } },
    'another issuer vouches for it (JV-07)': { [url]: { json: { ...answer, iss: 'https://auth.other.example' } } },
    'it expired': { [url]: { json: { ...answer, exp: 1_600_000_000 } } },
    'it has no person': { [url]: { json: { ...answer, sub: undefined } } },
  },
  unknown: {
    'the credentials are wrong': { [url]: { status: 401, json: { error: 'invalid_client' } } },
    'there were too many calls': { [url]: { status: 429, json: {}, headers: { 'retry-after': '30' } } },
    'PropelAuth is out of order': { [url]: { status: 502, text: '<html>' } },
    'the answer is a page for people': { [url]: { text: '<html>' } },
    'a page redirects': { [url]: { status: 302, json: answer, headers: { location: 'https://attacker.example' } } },
  },
});

describe('tokens of PropelAuth', () => {
  it('are shown with the credentials of this service, and never in a URL', async () => {
    const { verifier, asked } = standInVerifier(value, { [url]: { json: answer } });
    await verifier.verify('opaque-secret');
    const authorization = `Basic ${Buffer.from('introspection-notes:a+secret%3A+with+signs').toString('base64')}`;
    expect(asked.map((one) => [one.url, one.request.headers?.['authorization']])).toEqual([[url, authorization]]);
  });
});
