import { describe, expect, it } from 'vitest';
import { gitHub } from 'nestjs-mcp-auth';
import { describeOpaquePreset } from '../../support/preset-contract.js';
import { standInVerifier } from '../../support/stand-in-provider.js';

const app = { clientId: 'Iv1.notes', clientSecret: 'a secret: with signs' };
const url = 'https://api.github.com/applications/Iv1.notes/token';
const answer = {
  id: 1,
  user: { login: 'alice', id: 583_231, name: 'Alice' },
  app: { name: 'Notes', client_id: 'Iv1.notes' },
  scopes: ['repo', 'read:user'],
  expires_at: '2999-01-01T00:00:00Z',
};
const value = gitHub(app);

describeOpaquePreset('GitHub', {
  value,
  preset: gitHub.preset,
  variables: { MCP_AUTH_GITHUB_CLIENT_ID: app.clientId, MCP_AUTH_GITHUB_CLIENT_SECRET: app.clientSecret },
  fastMcp: {
    FASTMCP_SERVER_AUTH: 'fastmcp.server.auth.providers.github.GitHubProvider',
    FASTMCP_SERVER_AUTH_GITHUB_CLIENT_ID: app.clientId,
    FASTMCP_SERVER_AUTH_GITHUB_CLIENT_SECRET: app.clientSecret,
  },
  authorizationServers: ['https://github.com/login/oauth'],
  faults: [[gitHub({ ...app, clientSecret: '' }), 'auth.clientSecret']],
  token: 'gho_16C7e42F292c6912E7710c838347Ae178B4a',
  pages: { [url]: { json: answer } },
  principal: {
    subject: '583231',
    issuer: 'https://github.com/login/oauth',
    clientId: app.clientId,
    scopes: ['repo', 'read:user'],
    expiresAt: 32_472_144_000,
  },
  refused: {
    'it is of another app, or personal': { [url]: { status: 404, json: { message: 'Not Found' } } },
    'it is no token at all': { [url]: { status: 422, json: { message: 'Validation Failed' } } },
    'it expired': { [url]: { json: { ...answer, expires_at: '2020-01-01T00:00:00Z' } } },
    'it has no person': { [url]: { json: { ...answer, user: { login: 'alice' } } } },
  },
  unknown: {
    'the secret of the app is wrong': { [url]: { status: 401, json: { message: 'Bad credentials' } } },
    'there were too many calls': { [url]: { status: 429, json: {}, headers: { 'retry-after': '30' } } },
    'GitHub is out of order': { [url]: { status: 502, text: '<html>' } },
    'the answer is a page for people': { [url]: { text: '<html>' } },
    'the answer is about another app': { [url]: { json: { ...answer, app: { client_id: 'Iv1.other' } } } },
    'a page redirects': { [url]: { status: 302, json: answer, headers: { location: 'https://attacker.example' } } },
  },
});

describe('tokens of GitHub', () => {
  it('have no scopes where GitHub names none: nothing is guessed', async () => {
    const { verifier } = standInVerifier(value, { [url]: { json: { ...answer, scopes: undefined } } });
    expect(await verifier.verify('ghu_x')).toMatchObject({ ending: 'principal', principal: { scopes: [] } });
  });

  it('are asked about at an Enterprise Server where there is one', async () => {
    const own = gitHub({ ...app, baseUrl: 'https://github.example.com' });
    const { verifier, asked } = standInVerifier(own, {});
    await verifier.verify('gho_x');
    expect(asked.map((one) => one.url)).toEqual(['https://github.example.com/api/v3/applications/Iv1.notes/token']);
  });

  it('are never part of a URL', async () => {
    const { verifier, asked } = standInVerifier(value, { [url]: { json: answer } });
    await verifier.verify('gho_secret');
    expect(JSON.stringify(asked.map((one) => one.url))).not.toContain('gho_secret');
  });
});
