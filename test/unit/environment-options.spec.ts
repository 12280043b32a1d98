import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../libs/mcp-auth/src/environment-options.js';
import { variablesOf } from '../support/variables.js';

const read = (variables: Record<string, string>) => readEnvironment(variablesOf(variables));

describe('the environment', () => {
  it('names a kind and its options', async () => {
    const { options } = await read({
      MCP_AUTH: 'jwt',
      MCP_AUTH_RESOURCE: 'https://api.example.com/mcp',
      MCP_AUTH_SCOPES: 'notes:read notes:write',
      MCP_AUTH_JWT_ISSUER: 'https://idp.example.com',
    });
    expect(options).toMatchObject({
      resource: 'https://api.example.com/mcp',
      scopes: { offered: ['notes:read', 'notes:write'] },
      auth: { kind: { name: 'jwt' }, options: { issuer: ['https://idp.example.com'] } },
    });
  });

  it.each(['JWT', 'jwt', 'fastmcp.server.auth.providers.jwt.JWTVerifier'])('knows FastMCP by %s', async (name) => {
    const { options } = await read({
      FASTMCP_SERVER_AUTH: name,
      FASTMCP_SERVER_AUTH_JWT_JWKS_URI: 'https://idp.example.com/jwks',
      FASTMCP_SERVER_AUTH_JWT_ISSUER: 'https://idp.example.com',
      FASTMCP_SERVER_AUTH_JWT_AUDIENCE: 'mcp-server',
      FASTMCP_SERVER_AUTH_JWT_ALGORITHM: 'RS256',
      FASTMCP_SERVER_AUTH_JWT_REQUIRED_SCOPES: '["a", "b"]',
      FASTMCP_SERVER_AUTH_JWT_BASE_URL: 'https://api.example.com/',
    });
    expect(options).toMatchObject({
      resource: 'https://api.example.com/mcp',
      auth: {
        kind: { name: 'jwt' },
        options: {
          jwksUri: 'https://idp.example.com/jwks',
          audience: ['mcp-server'],
          algorithms: ['RS256'],
          requiredScopes: ['a', 'b'],
        },
      },
    });
  });

  it('lets the single authorization server be the issuer that no variable names', async () => {
    const { options } = await read({
      MCP_AUTH: 'remote',
      MCP_AUTH_REMOTE_AUTHORIZATION_SERVERS: 'https://idp.example.com',
    });
    expect(options.auth.options).toMatchObject({
      authorizationServers: ['https://idp.example.com'],
      verifier: { options: { issuer: 'https://idp.example.com' } },
    });
  });

  it('is overruled by code', async () => {
    const environment = variablesOf({ MCP_AUTH: 'jwt', MCP_AUTH_RESOURCE: 'https://a.example/mcp' });
    const { options } = await readEnvironment(environment, { resource: 'https://b.example/mcp' });
    expect(options.resource).toBe('https://b.example/mcp');
  });

  it('is not overruled by what code leaves undefined', async () => {
    const environment = variablesOf({
      MCP_AUTH: 'jwt',
      MCP_AUTH_REQUIRED_SCOPES: 'r',
      MCP_AUTH_RESOURCE: 'https://a/mcp',
    });
    const given = { scopes: { required: undefined }, resource: undefined } as object;
    const { options } = await readEnvironment(environment, given);
    expect(options).toMatchObject({
      resource: 'https://a/mcp',
      scopes: { required: ['r'] },
    });
  });

  it('says what to do where it names nothing', async () => {
    await expect(read({ MCP_AUTH_JWT_ISUER: 'x' })).rejects.toThrow(
      /auth \(MCP_AUTH\): is missing: give it a value such as jwtVerifier\(\{ \.\.\. \}\), or set MCP_AUTH to one of "jwt", "static", "remote", "oauth-server", "debug", "none"\n.*MCP_AUTH_JWT_ISUER/,
    );
  });

  it('says which kinds there are', async () => {
    await expect(read({ MCP_AUTH: 'jwts' })).rejects.toThrow(
      'there is no kind "jwts"; known are "jwt", "static", "remote"',
    );
  });

  it('may hold variables of a kind that is not chosen', async () => {
    const { problems } = await read({ MCP_AUTH: 'jwt', MCP_AUTH_REMOTE_RESOURCE_NAME: 'x' });
    expect(problems).toEqual([]);
  });

  it('says the authorization server, whose clients are JSON', async () => {
    const { options, problems } = await read({
      MCP_AUTH: 'oauth-server',
      DATABASE_URL: 'postgres://db.internal/notes',
      MCP_AUTH_OAUTH_SERVER_ENCRYPTION_KEYS: 'first second',
      MCP_AUTH_OAUTH_SERVER_CLIENTS: '[{ "clientId": "cli", "redirectUris": ["https://app.test/cb"] }]',
      MCP_AUTH_OAUTH_SERVER_CLIENT_METADATA_DOCUMENTS: 'off',
      MCP_AUTH_OAUTH_SERVER_REGISTRATION_ACCESS: 'off',
      MCP_AUTH_OAUTH_SERVER_ACCESS_TOKEN_TTL_SECONDS: '600',
    });
    expect(problems).toEqual([]);
    expect(options.auth).toMatchObject({
      kind: { name: 'oauth-server' },
      options: {
        dataSource: { type: 'postgres', url: 'postgres://db.internal/notes' },
        encryptionKeys: ['first', 'second'],
        clients: [{ clientId: 'cli', redirectUris: ['https://app.test/cb'] }],
        clientMetadataDocuments: 'off',
        registration: { access: 'off' },
        tokens: { accessTokenTtlSeconds: 600 },
      },
    });
  });

  it.each([
    ['sqlite:./data/mcp.sqlite', { type: 'better-sqlite3', database: './data/mcp.sqlite' }],
    ['sqlite:///srv/mcp.sqlite', { type: 'better-sqlite3', database: '/srv/mcp.sqlite' }],
    ['mysql://root@127.0.0.1/test', { type: 'mariadb', url: 'mysql://root@127.0.0.1/test' }],
    ['mongodb://127.0.0.1/test', null],
  ])('names a database by %s', async (DATABASE_URL, dataSource) => {
    const { options } = await read({ MCP_AUTH: 'oauth-server', DATABASE_URL });
    expect(options.auth.options).toMatchObject({ dataSource });
  });
});
