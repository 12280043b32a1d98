import { describe, expect, it } from 'vitest';
import { baseTable } from '../../../libs/mcp-auth/src/options/base.settings.js';
import { misspeltVariables } from '../../../libs/mcp-auth/src/options/misspelt-variables.js';
import { jwtTable } from '../../../libs/mcp-auth/src/token-verification/jwt-verifier.table.js';

const problemsOf = (...names: string[]) =>
  misspeltVariables([baseTable, jwtTable], { names }).map(({ path, message }) => `${path} ${message}`);

describe('a variable of ours that no option has', () => {
  it.each([
    ['MCP_AUTH_JWT_ISUER', 'MCP_AUTH_JWT_ISSUER'],
    ['MCP_AUTH_JWT_JWKS_URL', 'MCP_AUTH_JWT_JWKS_URI'],
    ['MCP_AUTH_RESSOURCE', 'MCP_AUTH_RESOURCE'],
    ['mcp_auth_jwt_issuer', 'MCP_AUTH_JWT_ISSUER'],
    ['MCP_AUTH_SCOPE', 'MCP_AUTH_SCOPES'],
  ])('is told with the nearest name: %s', (name, nearest) => {
    expect(problemsOf(name)).toEqual([`${name} is not known; did you mean ${nearest}?`]);
  });

  it.each([
    'MCP_AUTH_SERVICE_HOST',
    'MCP_AUTH_SERVICE_PORT',
    'MCP_AUTH_SERVICE_PORT_HTTP',
    'MCP_AUTH_PORT',
    'MCP_AUTH_PORT_3000_TCP',
    'MCP_AUTH_PORT_3000_TCP_PROTO',
    'MCP_AUTH_JWT_SERVICE_HOST',
  ])('may come from a service link of Kubernetes: %s', (name) => {
    expect(problemsOf(name)).toEqual([]);
  });

  it.each(['MCP_AUTH', 'MCP_AUTHORITY', 'FASTMCP_LOG_LEVEL', 'PATH', 'MCP_AUTH_JWT_PUBLIC_KEY_FILE'])(
    'is none of these: %s',
    (name) => {
      expect(problemsOf(name)).toEqual([]);
    },
  );

  it('is not one that has no file of its own', () => {
    expect(problemsOf('MCP_AUTH_JWT_ISSUER_FILE')).toHaveLength(1);
  });
});
