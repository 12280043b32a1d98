import { describe, expect, it } from 'vitest';
import { discord } from 'nestjs-mcp-auth';
import { describeOpaquePreset } from '../../support/preset-contract.js';
import { standInVerifier } from '../../support/stand-in-provider.js';

const clientId = '159799960412356608';
const url = 'https://discord.com/api/oauth2/@me';
const answer = {
  application: { id: clientId, name: 'Notes', icon: null, bot_public: true },
  scopes: ['identify', 'guilds'],
  expires: '2999-01-01T00:00:00.000000+00:00',
  user: { id: '268473310986240001', username: 'alice', global_name: 'Alice', discriminator: '0' },
};
const value = discord({ clientId });

describeOpaquePreset('Discord', {
  value,
  preset: discord.preset,
  variables: { MCP_AUTH_DISCORD_CLIENT_ID: clientId },
  fastMcp: {
    FASTMCP_SERVER_AUTH: 'fastmcp.server.auth.providers.discord.DiscordProvider',
    FASTMCP_SERVER_AUTH_DISCORD_CLIENT_ID: clientId,
  },
  authorizationServers: ['https://discord.com'],
  faults: [
    [discord({ clientId: '' }), 'auth.clientId: must be the id of an application'],
    [discord({ clientId: 'Notes' }), 'auth.clientId: must be the id of an application'],
  ],
  token: '6qrZcUqja7812RVdnEKjpzOL4CvHBFG',
  pages: { [url]: { json: answer } },
  principal: {
    subject: '268473310986240001',
    issuer: 'https://discord.com',
    clientId,
    scopes: ['identify', 'guilds'],
    expiresAt: 32_472_144_000,
  },
  refused: {
    'it is of another application (MX-04)': {
      [url]: { json: { ...answer, application: { id: '259799960412356608' } } },
    },
    'it is no token at all': { [url]: { status: 401, json: { message: '401: Unauthorized', code: 0 } } },
    'it expired': { [url]: { json: { ...answer, expires: '2020-01-01T00:00:00+00:00' } } },
    'there is no person, as without the scope "identify"': { [url]: { json: { ...answer, user: undefined } } },
    'the person has a name alone': { [url]: { json: { ...answer, user: { username: 'alice' } } } },
  },
  unknown: {
    'there were too many calls': { [url]: { status: 429, json: {}, headers: { 'retry-after': '1' } } },
    'the way there is blocked': { [url]: { status: 403, text: '<html>' } },
    'Discord is out of order': { [url]: { status: 502, text: '<html>' } },
    'the answer is a page for people': { [url]: { text: '<html>' } },
    'the answer names no application': { [url]: { json: { ...answer, application: undefined } } },
    'the answer has no end': { [url]: { json: { ...answer, expires: undefined } } },
    'a page redirects': { [url]: { status: 302, json: answer, headers: { location: 'https://attacker.example' } } },
  },
});

describe('tokens of Discord', () => {
  it('have no scopes where Discord names none: nothing is guessed', async () => {
    const { verifier } = standInVerifier(value, { [url]: { json: { ...answer, scopes: undefined } } });
    expect(await verifier.verify('x')).toMatchObject({ ending: 'principal', principal: { scopes: [] } });
  });

  it('are shown in the header alone', async () => {
    const { verifier, asked } = standInVerifier(value, { [url]: { json: answer } });
    await verifier.verify('secret');
    expect(asked.map((one) => [one.url, one.request.headers])).toMatchObject([
      [url, { authorization: 'Bearer secret' }],
    ]);
  });
});
