import { describe, expect, it } from 'vitest';
import { oci, type AuthValue } from 'nestjs-mcp-auth';
import { describeJwtPreset } from '../../support/preset-contract.js';
import { resource, standInVerifier } from '../../support/stand-in-provider.js';

const domainUrl = 'https://idcs-0a1b2c3d.identity.oraclecloud.com';

describeJwtPreset('OCI IAM', {
  value: oci({ domainUrl }),
  preset: oci.preset,
  variables: { MCP_AUTH_OCI_DOMAIN_URL: domainUrl },
  // The issuer is that of all domains and leads nowhere, so clients are sent to the domain.
  authorizationServers: [domainUrl],
  faults: [
    [oci({ domainUrl: `${domainUrl}/` }), 'auth.domainUrl: must have no slash at its end'],
    [oci({ domainUrl: 'idcs-0a1b2c3d.identity.oraclecloud.com' }), 'is not an absolute URL'],
    [oci({ domainUrl, audience: '' }), 'auth.audience'],
  ],
  issuer: 'https://identity.oraclecloud.com/',
  jwksUri: `${domainUrl}/admin/v1/SigningCert/jwk`,
  claims: {
    sub: 'alice@example.com',
    user_id: '56f0c2ad4c1d4f6fa5f0d6e1b2a3c4d5',
    sub_type: 'user',
    tok_type: 'AT',
    aud: resource,
    scope: 'notes.read',
    client_id: 'b1c2d3e4f5',
    tenant: 'idcs-0a1b2c3d',
    groups: ['Editors'],
  },
  principal: {
    subject: '56f0c2ad4c1d4f6fa5f0d6e1b2a3c4d5',
    clientId: 'b1c2d3e4f5',
    tenant: 'idcs-0a1b2c3d',
    scopes: ['notes.read'],
    roles: ['Editors'],
  },
  accepted: {
    'the audience among others': { aud: ['https://api.example.com/other', resource] },
    'scopes with the audience before them': { scope: `${resource}notes.read` },
  },
  refused: {
    'the audience of the domain itself': { aud: `${domainUrl}:443` },
    'the audience of a neighbour (JV-06)': { aud: 'https://api.example.com/mcp-admin' },
    'the type of an ID token (JV-05)': { tok_type: 'IT' },
    'no type (JV-05)': { tok_type: undefined },
    'a user name alone, or no person': { user_id: undefined },
  },
});

describe('scopes of OCI IAM', () => {
  const value: AuthValue = oci({ domainUrl, audience: 'https://notes.example.com/' });
  const advertised = (scope: string) => value.kind.advertisedScope?.(standInVerifier(value, {}).settings, scope);

  it('are asked for with the audience right before them, save those of OpenID Connect', () => {
    expect(['notes.read', 'offline_access', 'https://notes.example.com/notes.read'].map(advertised)).toEqual([
      'https://notes.example.com/notes.read',
      'offline_access',
      'https://notes.example.com/notes.read',
    ]);
  });
});
