import { azureB2c, type AuthValue } from 'nestjs-mcp-auth';
import { describe, expect, it } from 'vitest';
import { describeJwtPreset } from '../../support/preset-contract.js';
import { standInVerifier } from '../../support/stand-in-provider.js';

const tenantName = 'contoso';
const policy = 'B2C_1_signupsignin';
const clientId = '90c0fe63-bcf2-44d5-8fb7-b8bbc0b29dc6';
const issuer = 'https://contoso.b2clogin.com/775527ff-9a37-4307-8b3d-cc311f58d925/v2.0/';
const options = { tenantName, policy, issuer, clientId };
const value: AuthValue = azureB2c(options);

describeJwtPreset('Azure AD B2C', {
  value,
  preset: azureB2c.preset,
  variables: {
    MCP_AUTH_AZURE_B2C_TENANT_NAME: tenantName,
    MCP_AUTH_AZURE_B2C_POLICY: policy,
    MCP_AUTH_AZURE_B2C_ISSUER: issuer,
    MCP_AUTH_AZURE_B2C_CLIENT_ID: clientId,
  },
  authorizationServers: [issuer],
  faults: [
    [azureB2c({ ...options, tenantName: 'contoso.onmicrosoft.com' }), 'auth.tenantName: must be the short name'],
    [azureB2c({ ...options, policy: 'signupsignin' }), 'auth.policy: must be the id of a user flow'],
    [azureB2c({ ...options, issuer: issuer.slice(0, -1) }), 'auth.issuer: ends in "/v2.0/"'],
    [azureB2c({ ...options, issuer: undefined as never }), 'auth.issuer'],
    [azureB2c({ ...options, issuer: issuer.replace('https', 'http') }), 'must be an https URL'],
  ],
  issuer,
  jwksUri: 'https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_signupsignin/discovery/v2.0/keys',
  claims: {
    ver: '1.0',
    sub: '884408e1-2918-4c80-b12d-3aa027d7563b',
    aud: clientId,
    azp: '975251ed-e4f5-4efd-abcb-5f1a8f566ab7',
    scp: 'notes.read notes.write',
    tfp: policy,
    emails: ['alice@example.com'],
    extension_Role: 'admin',
  },
  principal: {
    subject: '884408e1-2918-4c80-b12d-3aa027d7563b',
    clientId: '975251ed-e4f5-4efd-abcb-5f1a8f566ab7',
    scopes: ['notes.read', 'notes.write'],
    roles: [],
    tenant: undefined,
  },
  accepted: { 'the policy in small letters': { tfp: 'b2c_1_signupsignin' } },
  refused: {
    'the audience of another API (JV-06)': { aud: '00000003-0000-0000-c000-000000000000' },
    'no scopes, as ID tokens for the API itself (JV-05)': { scp: undefined },
    'another policy of the tenant': { tfp: 'B2C_1_passwordreset' },
    'no policy': { tfp: undefined },
    'the policy in a claim that is not looked at': { tfp: undefined, acr: policy },
    'the issuer of another directory (MX-04)': {
      iss: 'https://contoso.b2clogin.com/11111111-2222-3333-4444-555555555555/v2.0/',
    },
    'no subject': { sub: undefined },
  },
});

describeJwtPreset('Azure AD B2C under a custom domain, with an old policy', {
  value: azureB2c({ ...options, issuer: 'https://login.contoso.com/775527ff/v2.0/', policyClaim: 'acr' }),
  preset: azureB2c.preset,
  variables: {
    MCP_AUTH_AZURE_B2C_TENANT_NAME: tenantName,
    MCP_AUTH_AZURE_B2C_POLICY: policy,
    MCP_AUTH_AZURE_B2C_ISSUER: 'https://login.contoso.com/775527ff/v2.0/',
    MCP_AUTH_AZURE_B2C_CLIENT_ID: clientId,
    MCP_AUTH_AZURE_B2C_POLICY_CLAIM: 'acr',
  },
  authorizationServers: ['https://login.contoso.com/775527ff/v2.0/'],
  faults: [],
  issuer: 'https://login.contoso.com/775527ff/v2.0/',
  jwksUri: 'https://login.contoso.com/contoso.onmicrosoft.com/B2C_1_signupsignin/discovery/v2.0/keys',
  claims: { sub: '884408e1', aud: clientId, scp: 'notes.read', acr: 'b2c_1_signupsignin' },
  principal: { subject: '884408e1', scopes: ['notes.read'] },
  refused: { 'another policy of the tenant': { acr: 'b2c_1_edit' } },
});

describe('scopes of Azure AD B2C', () => {
  it.each([
    [value, `https://contoso.onmicrosoft.com/${clientId}/notes.read`],
    [
      azureB2c({ ...options, appIdUri: 'https://contoso.onmicrosoft.com/notes' }),
      'https://contoso.onmicrosoft.com/notes/notes.read',
    ],
  ] as readonly (readonly [AuthValue, string])[])('are asked for with the App ID URI before them', (own, written) => {
    const advertised = (scope: string) => own.kind.advertisedScope?.(standInVerifier(own, {}).settings, scope);
    expect([advertised('notes.read'), advertised('openid')]).toEqual([written, 'openid']);
  });
});
