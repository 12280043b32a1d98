import { describe, expect, it } from 'vitest';
import { gitLab } from 'nestjs-mcp-auth';
import { describeOpaquePreset } from '../../support/preset-contract.js';
import { standInVerifier } from '../../support/stand-in-provider.js';

const clientId = '1cb242f495280beb4291e64bee2a17f330902e499882fe8e1e2aa875519cab33';
const url = 'https://gitlab.com/oauth/token/info';
const headers = { date: 'Tue, 01 Jan 2999 00:00:00 GMT' };
const answer = {
  resource_owner_id: 4211,
  scope: ['openid', 'read_user'],
  expires_in: 7200,
  application: { uid: clientId },
  created_at: 1_575_890_427,
  scopes: ['openid', 'read_user'],
  expires_in_seconds: 7200,
};
const value = gitLab({ clientId });

describeOpaquePreset('GitLab', {
  value,
  preset: gitLab.preset,
  variables: { MCP_AUTH_GITLAB_CLIENT_ID: clientId },
  authorizationServers: ['https://gitlab.com'],
  faults: [
    [gitLab({ clientId: '' }), 'auth.clientId'],
    [gitLab({ clientId, baseUrl: 'https://gitlab.example.com/' }), 'auth.baseUrl: must have no slash at its end'],
    [gitLab({ clientId, baseUrl: 'http://gitlab.example.com' }), 'must be an https URL'],
  ],
  token: 'ae12c9a4d0b1f2',
  pages: { [url]: { json: answer, headers } },
  principal: {
    subject: '4211',
    issuer: 'https://gitlab.com',
    clientId,
    scopes: ['openid', 'read_user'],
    expiresAt: 32_472_151_200,
  },
  refused: {
    'it is of another application, as one that a client registered by itself (MX-04)': {
      [url]: { json: { ...answer, application: { uid: 'another' } }, headers },
    },
    'it is of no application, as of a password': { [url]: { json: { ...answer, application: null }, headers } },
    'it is no token, or a personal one': { [url]: { status: 401, json: { error: 'invalid_token' } } },
    'nothing is left of it': { [url]: { json: { ...answer, expires_in: 0 }, headers } },
    'there is no person, as of an application by itself': {
      [url]: { json: { ...answer, resource_owner_id: null }, headers },
    },
  },
  unknown: {
    'there were too many calls': { [url]: { status: 429, json: {}, headers: { 'retry-after': '30' } } },
    'GitLab is out of order': { [url]: { status: 502, text: '<html>' } },
    'the answer is a page for people': { [url]: { text: '<html>' } },
    'the page does not exist': { [url]: { status: 404, json: { error: '404 Not Found' } } },
    'an end is named, but not from when on': { [url]: { json: answer } },
    'a page redirects': { [url]: { status: 302, json: answer, headers: { location: 'https://attacker.example' } } },
  },
});

describe('tokens of GitLab', () => {
  it('may have no end', async () => {
    const { verifier } = standInVerifier(value, { [url]: { json: { ...answer, expires_in: null } } });
    expect(await verifier.verify('x')).toMatchObject({ ending: 'principal' });
  });

  it('have no scopes where GitLab names none: nothing is guessed', async () => {
    const { verifier } = standInVerifier(value, { [url]: { json: { ...answer, scope: undefined }, headers } });
    expect(await verifier.verify('x')).toMatchObject({ ending: 'principal', principal: { scopes: [] } });
  });

  it('are shown to the own instance alone, and never in a URL', async () => {
    const { verifier, asked } = standInVerifier(gitLab({ clientId, baseUrl: 'https://git.example.com' }), {});
    await verifier.verify('secret');
    expect(asked.map((one) => one.url)).toEqual(['https://git.example.com/oauth/token/info']);
  });
});

it('GitLab hides a registration that would be in vain', () => {
  expect(standInVerifier(value, {}).settings).toMatchObject({ hiddenMembers: ['registration_endpoint'] });
});
