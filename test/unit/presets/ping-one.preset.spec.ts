import { pingOne } from 'nestjs-mcp-auth';
import { describeJwtPreset } from '../../support/preset-contract.js';
import { resource } from '../../support/stand-in-provider.js';

const issuer = 'https://auth.pingone.eu/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/as';
const clientId = '57bccefd-71a0-42fd-973a-2f0e1eeeb5fb';
const claims = {
  client_id: clientId,
  iss: issuer,
  sub: 'd7a4a8a3-0e1c-4a5e-9b5e-7c1f0a2b3c4d',
  aud: [resource],
  scope: 'notes:read notes:write',
  acr: 'Single_Factor',
  sid: '5f2d9d5e-1111-2222-3333-444455556666',
  'p1.permissions': ['notes:share'],
};

describeJwtPreset('PingOne', {
  value: pingOne({ issuer, roleClaim: 'p1.permissions' }),
  preset: pingOne.preset,
  variables: { MCP_AUTH_PINGONE_ISSUER: issuer, MCP_AUTH_PINGONE_ROLE_CLAIM: 'p1.permissions' },
  authorizationServers: [issuer],
  faults: [
    [pingOne({ issuer: `${issuer}/` }), 'auth.issuer: ends in "/as"'],
    [pingOne({ issuer: 'https://auth.pingone.eu/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6' }), 'auth.issuer: ends in "/as"'],
    [pingOne({ issuer: issuer.replace('https', 'http') }), 'must be an https URL'],
  ],
  issuer,
  jwksUri: `${issuer}/jwks`,
  claims,
  principal: {
    subject: 'd7a4a8a3-0e1c-4a5e-9b5e-7c1f0a2b3c4d',
    clientId,
    scopes: ['notes:read', 'notes:write'],
    roles: ['notes:share'],
    tenant: undefined,
  },
  accepted: { 'no permissions': { 'p1.permissions': undefined } },
  refused: {
    'the audience of the PingOne API (JV-06)': { aud: ['https://api.pingone.eu'] },
    'the name of the custom resource as its audience (JV-06)': { aud: ['Notes'] },
    'the issuer of another environment (MX-04)': {
      iss: 'https://auth.pingone.eu/11111111-2222-3333-4444-555555555555/as',
    },
    'the issuer of another region (JV-07)': { iss: issuer.replace('.eu', '.com') },
    'no person, as of an application': { sub: undefined },
    'a client as its audience, as ID tokens have (JV-05)': { aud: clientId },
  },
});

describeJwtPreset('PingOne under a custom domain, with the type of RFC 9068', {
  value: pingOne({ issuer: 'https://login.example.com/as', audience: 'Notes' }),
  preset: pingOne.preset,
  variables: { MCP_AUTH_PINGONE_ISSUER: 'https://login.example.com/as', MCP_AUTH_PINGONE_AUDIENCE: 'Notes' },
  authorizationServers: ['https://login.example.com/as'],
  faults: [],
  issuer: 'https://login.example.com/as',
  jwksUri: 'https://login.example.com/as/jwks',
  header: { typ: 'at+jwt' },
  claims: { ...claims, iss: 'https://login.example.com/as', aud: ['Notes'] },
  principal: { roles: [] },
  refused: {},
});
