import { google } from 'nestjs-mcp-auth';
import { describe, expect, it } from 'vitest';
import { describeOpaquePreset } from '../../support/preset-contract.js';
import { signingIssuer, standInVerifier } from '../../support/stand-in-provider.js';

const clientId = '1008719970978-hb24n2.apps.googleusercontent.com';
const tokenInfo = 'https://oauth2.googleapis.com/tokeninfo';
const userInfo = 'https://www.googleapis.com/oauth2/v2/userinfo';
const scopeUrls = 'https://www.googleapis.com/auth/userinfo.email https://www.googleapis.com/auth/userinfo.profile';
const token = 'ya29.a0AfB_secret';
const info = {
  azp: clientId,
  aud: clientId,
  sub: '110169484474386276334',
  scope: `openid ${scopeUrls}`,
  exp: '32472144000',
  expires_in: '3599',
  email: 'alice@example.com',
  email_verified: 'true',
  access_type: 'online',
};
const badToken = { status: 400, json: { error: 'invalid_token', error_description: 'Invalid Value' } };
const outages = {
  'Google is out of order': { [tokenInfo]: { status: 503, text: '' } },
  'there were too many calls': { [tokenInfo]: { status: 429, json: {}, headers: { 'retry-after': '30' } } },
  'Google wants no more calls': { [tokenInfo]: { status: 403, json: { error: 'rateLimitExceeded' } } },
  'the answer is a page for people': { [tokenInfo]: { text: '<html>' } },
  'a page redirects': { [tokenInfo]: { status: 302, json: info, headers: { location: 'https://attacker.example' } } },
};

describeOpaquePreset('Google', {
  value: google({ clientId }),
  preset: google.preset,
  variables: { MCP_AUTH_GOOGLE_CLIENT_ID: clientId },
  fastMcp: {
    FASTMCP_SERVER_AUTH: 'fastmcp.server.auth.providers.google.GoogleProvider',
    FASTMCP_SERVER_AUTH_GOOGLE_CLIENT_ID: clientId,
  },
  authorizationServers: ['https://accounts.google.com'],
  faults: [
    [google({ clientId: '' }), 'auth.clientId'],
    [google({ clientId, hd: ['@example.com'] }), 'auth.hd.0: must be a domain'],
  ],
  token,
  pages: { [tokenInfo]: { json: info } },
  principal: {
    subject: '110169484474386276334',
    issuer: 'https://accounts.google.com',
    clientId,
    audience: [clientId],
    scopes: ['openid', ...scopeUrls.split(' '), 'email', 'profile'],
    expiresAt: 32_472_144_000,
    tenant: undefined,
  },
  refused: {
    'Google does not know it (RI-05)': { [tokenInfo]: badToken },
    'Google says so by its status': { [tokenInfo]: { status: 401, json: {} } },
    'it is for another application (JV-06)': { [tokenInfo]: { json: { ...info, aud: 'other', azp: 'other' } } },
    'it is for another application of the same project': { [tokenInfo]: { json: { ...info, azp: 'android' } } },
    'it has no audience (JV-06)': { [tokenInfo]: { json: { ...info, aud: undefined } } },
    'it expired (JV-08)': { [tokenInfo]: { json: { ...info, exp: '1600000000' } } },
    'it has no person, as without "openid"': { [tokenInfo]: { json: { ...info, sub: undefined } } },
  },
  unknown: outages,
});

const person = { id: info.sub, email: info.email, verified_email: true, hd: 'example.com' };
const known = { [tokenInfo]: { json: info } };

describeOpaquePreset('Google, for the people of a domain', {
  value: google({ clientId, hd: ['example.com', 'example.org'] }),
  preset: google.preset,
  variables: { MCP_AUTH_GOOGLE_CLIENT_ID: clientId, MCP_AUTH_GOOGLE_HD: 'example.com,example.org' },
  authorizationServers: ['https://accounts.google.com'],
  faults: [],
  token,
  pages: { ...known, [userInfo]: { json: person } },
  principal: { tenant: 'example.com' },
  refused: {
    'the person is of another domain (MX-04)': { ...known, [userInfo]: { json: { ...person, hd: 'evil.example' } } },
    'the account is a private one with a mail address of the domain (MX-04)': {
      ...known,
      [userInfo]: { json: { ...person, hd: undefined } },
    },
    'it has no right to the page of the person': { ...known, [userInfo]: { status: 401, json: {} } },
  },
  unknown: {
    ...outages,
    'the page of the person is out of order': { ...known, [userInfo]: { status: 500, text: '' } },
    'the page is about another person': { ...known, [userInfo]: { json: { ...person, id: '1' } } },
    'the page has nothing': { ...known, [userInfo]: { status: 404, json: {} } },
  },
});

describe('tokens of Google', () => {
  it('are never part of a URL, and shown by POST', async () => {
    const pages = { ...known, [userInfo]: { json: person } };
    const { verifier, asked } = standInVerifier(google({ clientId, hd: ['example.com'] }), pages);
    await verifier.verify(token);
    expect(asked.map(({ url, request }) => [request.method ?? 'GET', url, request.headers?.['authorization']])).toEqual(
      [
        ['POST', tokenInfo, `Bearer ${token}`],
        ['GET', userInfo, `Bearer ${token}`],
      ],
    );
  });

  it('have scopes by no other names than Google gives them', async () => {
    const { verifier } = standInVerifier(google({ clientId }), {
      [tokenInfo]: { json: { ...info, scope: undefined } },
    });
    expect(await verifier.verify(token)).toMatchObject({ ending: 'principal', principal: { scopes: [] } });
  });

  it('satisfy a scope by its short name', async () => {
    const { verifier } = standInVerifier(google({ clientId, requiredScopes: ['email'] }), known);
    expect((await verifier.verify(token)).ending).toBe('principal');
  });

  it('are no ID tokens, which are shown to nobody (JV-05)', async () => {
    const { fake } = await signingIssuer('https://accounts.google.com');
    const { verifier, asked } = standInVerifier(google({ clientId }), known);
    expect([(await verifier.verify(await fake.token({ aud: clientId }))).ending, asked]).toEqual(['invalid', []]);
  });
});
