import { casdoor } from 'nestjs-mcp-auth';
import { describeJwtPreset } from '../../support/preset-contract.js';
import { resource } from '../../support/stand-in-provider.js';

const issuer = 'https://door.example.com';

describeJwtPreset('Casdoor', {
  value: casdoor({ issuer, clientIds: ['014ae4bd048734ca2dea'], organizations: ['staff'] }),
  preset: casdoor.preset,
  variables: {
    MCP_AUTH_CASDOOR_ISSUER: issuer,
    MCP_AUTH_CASDOOR_CLIENT_IDS: '014ae4bd048734ca2dea',
    MCP_AUTH_CASDOOR_ORGANIZATIONS: 'staff',
  },
  authorizationServers: [issuer],
  faults: [
    [casdoor({ issuer: `${issuer}/` }), 'auth.issuer: has no slash at its end'],
    [casdoor({ issuer: 'http://door.example.com' }), 'must be an https URL'],
  ],
  issuer,
  jwksUri: `${issuer}/.well-known/jwks`,
  claims: {
    owner: 'staff',
    name: 'alice',
    id: '2a1f0ade-4f0e-4a8c-9d5e-0d9f6a8f2c11',
    sub: '2a1f0ade-4f0e-4a8c-9d5e-0d9f6a8f2c11',
    aud: [resource],
    azp: 'agent-client',
    tokenType: 'access-token',
    scope: 'notes:read',
    tag: '',
    roles: [{ owner: 'staff', name: 'root' }],
    groups: ['staff/editors'],
    jti: 'admin/77cc',
  },
  principal: {
    subject: '2a1f0ade-4f0e-4a8c-9d5e-0d9f6a8f2c11',
    tenant: 'staff',
    clientId: 'agent-client',
    scopes: ['notes:read'],
    roles: ['staff/editors'],
  },
  accepted: {
    'an application for its audience, as without `resource`': { aud: ['014ae4bd048734ca2dea'] },
    'no roles and groups, as of the format "JWT-Empty"': { roles: undefined, groups: undefined },
  },
  refused: {
    'the audience of another application (JV-06)': { aud: ['5b1f3f0dd1e1b1a2c3d4'] },
    'the audience of a shared application, which has a suffix': { aud: ['014ae4bd048734ca2dea-org-staff'] },
    'an organization that is not listed (MX-04)': { owner: 'strangers' },
    'no organization': { owner: undefined },
    'the type of a refresh token (JV-05)': { tokenType: 'refresh-token' },
    'no type (JV-05)': { tokenType: undefined },
    'an empty `nonce`, as of the format "JWT-Custom"': { nonce: '' },
  },
});
