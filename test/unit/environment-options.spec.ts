import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../libs/mcp-auth/src/environment-options.js';
import { variablesOf } from '../support/variables.js';

const read = (variables: Record<string, string>) => readEnvironment(variablesOf(variables));

describe('the environment', () => {
  it('names a kind and its options', () => {
    const { options } = read({
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

  it.each(['JWT', 'jwt', 'fastmcp.server.auth.providers.jwt.JWTVerifier'])('knows FastMCP by %s', (name) => {
    const { options } = read({
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

  it('lets the single authorization server be the issuer that no variable names', () => {
    const { options } = read({ MCP_AUTH: 'remote', MCP_AUTH_REMOTE_AUTHORIZATION_SERVERS: 'https://idp.example.com' });
    expect(options.auth.options).toMatchObject({
      authorizationServers: ['https://idp.example.com'],
      verifier: { options: { issuer: 'https://idp.example.com' } },
    });
  });

  it('is overruled by code', () => {
    const environment = variablesOf({ MCP_AUTH: 'jwt', MCP_AUTH_RESOURCE: 'https://a.example/mcp' });
    expect(readEnvironment(environment, { resource: 'https://b.example/mcp' }).options.resource).toBe(
      'https://b.example/mcp',
    );
  });

  it('is not overruled by what code leaves undefined', () => {
    const environment = variablesOf({
      MCP_AUTH: 'jwt',
      MCP_AUTH_REQUIRED_SCOPES: 'r',
      MCP_AUTH_RESOURCE: 'https://a/mcp',
    });
    const given = { scopes: { required: undefined }, resource: undefined } as object;
    expect(readEnvironment(environment, given).options).toMatchObject({
      resource: 'https://a/mcp',
      scopes: { required: ['r'] },
    });
  });

  it('says what to do where it names nothing', () => {
    expect(() => read({ MCP_AUTH_JWT_ISUER: 'x' })).toThrow(
      /auth \(MCP_AUTH\): is missing: give it a value such as jwtVerifier\(\{ \.\.\. \}\), or set MCP_AUTH to one of "jwt", "remote", "none"\n.*MCP_AUTH_JWT_ISUER/,
    );
  });

  it('says which kinds there are', () => {
    expect(() => read({ MCP_AUTH: 'jwts' })).toThrow('there is no kind "jwts"; known are "jwt", "remote"');
  });

  it('may hold variables of a kind that is not chosen', () => {
    expect(read({ MCP_AUTH: 'jwt', MCP_AUTH_REMOTE_RESOURCE_NAME: 'x' }).problems).toEqual([]);
  });
});
