import { describe, expect, it } from 'vitest';
import { descope } from 'nestjs-mcp-auth';
import { describeJwtPreset } from '../../support/preset-contract.js';
import { inProduction, resource, signingIssuer, standInVerifier } from '../../support/stand-in-provider.js';

const projectId = 'P2abcDEF';
const project = `https://api.descope.com/v1/apps/${projectId}`;
const issuer = `https://api.descope.com/v1/apps/agentic/${projectId}/MS3xyz`;
const jwksUri = `https://api.descope.com/${projectId}/.well-known/jwks.json`;
const configUrl = `${issuer}/.well-known/openid-configuration`;

const claims = {
  aud: [resource, projectId],
  sub: 'U2alice',
  azp: 'TPA3vscode',
  scope: 'openid notes:read',
  dct: 'T2acme',
  tenants: { T2acme: { roles: ['Tenant Admin'] } },
  roles: ['Editor'],
  permissions: ['everything'],
  drn: 'DS',
};
const principal = {
  subject: 'U2alice',
  tenant: 'T2acme',
  clientId: 'TPA3vscode',
  scopes: ['openid', 'notes:read'],
  roles: ['Editor'],
};
const refused = {
  'the project alone as its audience (JV-06)': { aud: projectId },
  'the audience of a neighbour (JV-06)': { aud: ['https://api.example.com/mcp-admin', projectId] },
  'another MCP server of the project as its issuer (JV-07)': {
    iss: `https://api.descope.com/v1/apps/agentic/${projectId}/MS3other`,
  },
  'another project as its issuer (JV-07)': { iss: 'https://api.descope.com/v1/apps/P2other' },
  'the project id as its issuer, as older sessions have it': { iss: projectId },
};

describeJwtPreset('Descope, by an MCP server', {
  value: descope({ configUrl }),
  preset: descope.preset,
  variables: { MCP_AUTH_DESCOPE_CONFIG_URL: configUrl },
  fastMcp: {
    FASTMCP_SERVER_AUTH: 'fastmcp.server.auth.providers.descope.DescopeProvider',
    FASTMCP_SERVER_AUTH_DESCOPEPROVIDER_CONFIG_URL: configUrl,
  },
  authorizationServers: [issuer],
  faults: [
    [descope({ configUrl: projectId }), 'auth.configUrl: "P2abcDEF" is not an absolute URL'],
    [descope({ configUrl: `${issuer}/` }), 'auth.configUrl: must be the discovery URL of an MCP server'],
    [descope({ configUrl: 'https://api.descope.com' }), 'auth.configUrl: must be the discovery URL of an MCP server'],
    [descope({ configUrl: configUrl.replace('https', 'http') }), 'must be an https URL'],
  ],
  issuer,
  jwksUri,
  claims,
  principal,
  accepted: { 'one audience only': { aud: resource }, 'no tenant': { dct: undefined, tenants: undefined } },
  refused,
});

describeJwtPreset('Descope, by a project', {
  value: descope({ configUrl: project }),
  preset: descope.preset,
  variables: { MCP_AUTH_DESCOPE_CONFIG_URL: project },
  authorizationServers: [project],
  faults: [],
  issuer: project,
  jwksUri,
  claims,
  principal,
  refused,
});

describe('issuers of Descope', () => {
  it.each([
    [configUrl, issuer],
    [`${issuer}/.well-known/oauth-authorization-server`, issuer],
    [`${project}/.well-known/openid-configuration`, project],
    ['https://auth.example.com/v1/apps/P2abcDEF', 'https://auth.example.com/v1/apps/P2abcDEF'],
  ])('are found in %s', (url, found) => {
    expect(descope.kind.issuersOf({ configUrl: url })).toEqual([found]);
  });

  it('are the server and its project, where the audience tells for which server a token is', async () => {
    const { fake, keys } = await signingIssuer(project);
    const { verifier } = standInVerifier(descope({ configUrl }), { [jwksUri]: keys });
    expect((await verifier.verify(await fake.token(claims))).ending).toBe('principal');
    expect((await verifier.verify(await fake.token({ ...claims, aud: projectId }))).ending).toBe('invalid');
  });

  it('do not make a service start that has no resource: the project would be no substitute', () => {
    const value = descope({ configUrl });
    const { resource: _, ...without } = inProduction;
    expect(value.kind.resolve(value.options, without).ok).toBe(false);
  });
});
