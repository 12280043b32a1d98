import { describe, expect, it } from 'vitest';
import { scalekit } from 'nestjs-mcp-auth';
import { describeJwtPreset } from '../../support/preset-contract.js';
import { resource, signingIssuer, standInVerifier } from '../../support/stand-in-provider.js';

const environmentUrl = 'https://acme.scalekit.com';
const resourceId = 'res_92015146095';
const issuer = `${environmentUrl}/resources/${resourceId}`;
const jwksUri = `${environmentUrl}/keys`;
const value = scalekit({ environmentUrl, resourceId });
const claims = {
  aud: [resourceId, resource],
  sub: 'usr_8967800122',
  client_id: 'prd_skc_vscode',
  oid: 'org_8967800100',
  scope: 'notes:read notes:write',
  roles: ['admin'],
};

describeJwtPreset('Scalekit', {
  value,
  preset: scalekit.preset,
  variables: { MCP_AUTH_SCALEKIT_ENVIRONMENT_URL: environmentUrl, MCP_AUTH_SCALEKIT_RESOURCE_ID: resourceId },
  fastMcp: {
    FASTMCP_SERVER_AUTH: 'fastmcp.server.auth.providers.scalekit.ScalekitProvider',
    FASTMCP_SERVER_AUTH_SCALEKITPROVIDER_ENVIRONMENT_URL: environmentUrl,
    FASTMCP_SERVER_AUTH_SCALEKITPROVIDER_RESOURCE_ID: resourceId,
  },
  authorizationServers: [issuer],
  faults: [
    [scalekit({ environmentUrl, resourceId: resource }), 'auth.resourceId: must be the id of an MCP server'],
    [scalekit({ environmentUrl: issuer, resourceId }), 'auth.environmentUrl: must be an origin and nothing else'],
    [scalekit({ environmentUrl: 'http://acme.scalekit.com', resourceId }), 'must be an https URL'],
  ],
  issuer,
  jwksUri,
  claims,
  principal: {
    subject: 'usr_8967800122',
    tenant: 'org_8967800100',
    clientId: 'prd_skc_vscode',
    scopes: ['notes:read', 'notes:write'],
    roles: ['admin'],
  },
  accepted: { 'scopes as a list': { scope: undefined, scopes: ['notes:read'] } },
  refused: {
    'the audience of a neighbour (JV-06)': { aud: ['res_11111111111'] },
    'no audience (JV-06)': { aud: undefined },
    'the environment as its audience (JV-06)': { aud: environmentUrl },
    'a neighbour as its issuer (JV-07)': { iss: `${environmentUrl}/resources/res_11111111111` },
  },
});

describe('issuers of Scalekit', () => {
  it('are the resource and the bare environment, and the audience is checked for both', async () => {
    const { fake, keys } = await signingIssuer(environmentUrl);
    const { verifier } = standInVerifier(value, { [jwksUri]: keys });
    expect((await verifier.verify(await fake.token(claims))).ending).toBe('principal');
    expect((await verifier.verify(await fake.token({ ...claims, aud: 'res_11111111111' }))).ending).toBe('invalid');
  });
});

describe('permissions of Scalekit', () => {
  it('are no scopes: nobody granted them to this client', async () => {
    const { fake, keys } = await signingIssuer(issuer);
    const { verifier } = standInVerifier(value, { [jwksUri]: keys });
    const token = await fake.token({ ...claims, scope: undefined, permissions: ['notes:delete'] });
    expect(await verifier.verify(token)).toMatchObject({ ending: 'principal', principal: { scopes: [] } });
  });
});
