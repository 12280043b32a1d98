import { keycloak } from 'nestjs-mcp-auth';
import { describeJwtPreset } from '../../support/preset-contract.js';
import { resource } from '../../support/stand-in-provider.js';

const issuer = 'https://sso.example.com/realms/staff';

describeJwtPreset('Keycloak', {
  value: keycloak({ issuer, rolesOfClient: 'notes' }),
  preset: keycloak.preset,
  variables: { MCP_AUTH_KEYCLOAK_ISSUER: issuer, MCP_AUTH_KEYCLOAK_ROLES_OF_CLIENT: 'notes' },
  authorizationServers: [issuer],
  faults: [
    [keycloak({ issuer: `${issuer}/` }), 'auth.issuer: has no slash at its end'],
    [keycloak({ issuer: 'http://sso.example.com/realms/staff' }), 'must be an https URL'],
  ],
  issuer,
  jwksUri: `${issuer}/protocol/openid-connect/certs`,
  claims: {
    sub: 'b8a1f0de-4f0e-4a8c-9d5e-0d9f6a8f2c11',
    aud: [resource, 'account'],
    typ: 'Bearer',
    azp: 'vscode',
    scope: 'openid notes:read',
    preferred_username: 'alice',
    realm_access: { roles: ['staff'] },
    resource_access: { notes: { roles: ['admin'] }, other: { roles: ['root'] } },
  },
  principal: {
    subject: 'b8a1f0de-4f0e-4a8c-9d5e-0d9f6a8f2c11',
    clientId: 'vscode',
    scopes: ['openid', 'notes:read'],
    roles: ['staff', 'admin'],
  },
  refused: {
    'no audience but the default one': { aud: 'account' },
    'the audience of a neighbour (JV-06)': { aud: 'https://api.example.com/mcp-admin' },
    'the type of an ID token (JV-05)': { typ: 'ID' },
    'the type of a refresh token (JV-05)': { typ: 'Refresh' },
    'no subject, as without the scope "basic"': { sub: undefined },
  },
});
