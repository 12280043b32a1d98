import { describe, expect, it } from 'vitest';
import { entraId, type AuthValue } from 'nestjs-mcp-auth';
import { describeJwtPreset } from '../../support/preset-contract.js';
import { resource, standInVerifier } from '../../support/stand-in-provider.js';

const tenantId = '8f0e2b7a-1c1d-4c5e-9a3b-2f6d7e8c9a01';
const otherTenant = '11111111-2222-3333-4444-555555555555';
const clientId = 'c0ffee00-1c1d-4c5e-9a3b-2f6d7e8c9a01';
const issuer = `https://login.microsoftonline.com/${tenantId}/v2.0`;

describeJwtPreset('Microsoft Entra ID', {
  value: entraId({ tenantId, clientId }),
  preset: entraId.preset,
  variables: { MCP_AUTH_ENTRA_ID_TENANT_ID: tenantId, MCP_AUTH_ENTRA_ID_CLIENT_ID: clientId },
  fastMcp: {
    FASTMCP_SERVER_AUTH: 'fastmcp.server.auth.providers.azure.AzureProvider',
    FASTMCP_SERVER_AUTH_AZURE_TENANT_ID: tenantId,
    FASTMCP_SERVER_AUTH_AZURE_CLIENT_ID: clientId,
  },
  authorizationServers: [issuer],
  faults: [
    [entraId({ tenantId: 'common', clientId }), 'auth.tenantId: must be the id of one tenant'],
    [entraId({ tenantId: 'contoso.onmicrosoft.com', clientId }), 'auth.tenantId: must be the id of one tenant'],
    [entraId({ tenantId, clientId: '' }), 'auth.clientId'],
  ],
  issuer,
  jwksUri: `https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys`,
  claims: {
    aud: clientId,
    azp: 'aebc6443-996d-45c2-90f0-388ff96faa56',
    oid: 'a11ce000-1c1d-4c5e-9a3b-2f6d7e8c9a01',
    sub: 'another in every application',
    tid: tenantId,
    scp: 'notes.read notes.write',
    roles: ['Editor'],
    ver: '2.0',
    preferred_username: 'alice@contoso.com',
  },
  principal: {
    subject: 'a11ce000-1c1d-4c5e-9a3b-2f6d7e8c9a01',
    tenant: tenantId,
    clientId: 'aebc6443-996d-45c2-90f0-388ff96faa56',
    scopes: ['notes.read', 'notes.write'],
    roles: ['Editor'],
  },
  accepted: { 'the App ID URI as its audience': { aud: resource } },
  refused: {
    'the audience of Microsoft Graph': { aud: '00000003-0000-0000-c000-000000000000' },
    'the tenant of somebody else (MX-04)': { tid: otherTenant },
    'version 1': { ver: '1.0' },
    'no person, as of an application': { scp: undefined, idtyp: 'app' },
    'no person in it': { oid: undefined },
  },
});

describe('scopes of Entra ID', () => {
  const value: AuthValue = entraId({ tenantId, clientId, appIdUri: 'api://notes' });
  const advertised = (scope: string) => value.kind.advertisedScope?.(standInVerifier(value, {}).settings, scope);

  it('are asked for with the App ID URI before them, save those of OpenID Connect', () => {
    expect([advertised('notes.read'), advertised('openid'), advertised('api://notes/notes.read')]).toEqual([
      'api://notes/notes.read',
      'openid',
      'api://notes/notes.read',
    ]);
  });
});
