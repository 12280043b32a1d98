import { cognito, type AuthValue } from 'nestjs-mcp-auth';
import { describe, expect, it } from 'vitest';
import { describeJwtPreset } from '../../support/preset-contract.js';
import { resource, standInVerifier } from '../../support/stand-in-provider.js';

const poolId = 'eu-central-1_Ab12Cd34E';
const clientId = '1example23456789';
const issuer = `https://cognito-idp.eu-central-1.amazonaws.com/${poolId}`;
const value: AuthValue = cognito({ poolId, allowedClientIds: [clientId] });

describeJwtPreset('Amazon Cognito', {
  value,
  preset: cognito.preset,
  variables: { MCP_AUTH_COGNITO_POOL_ID: poolId, MCP_AUTH_COGNITO_ALLOWED_CLIENT_IDS: clientId },
  fastMcp: {
    FASTMCP_SERVER_AUTH: 'fastmcp.server.auth.providers.aws.AWSCognitoProvider',
    FASTMCP_SERVER_AUTH_AWS_COGNITO_USER_POOL_ID: poolId,
    FASTMCP_SERVER_AUTH_AWS_COGNITO_CLIENT_ID: clientId,
  },
  authorizationServers: [issuer],
  faults: [
    [cognito({ poolId, allowedClientIds: [] }), 'clients that nobody knows beforehand need the proxy'],
    [cognito({ poolId: 'Ab12Cd34E', allowedClientIds: [clientId] }), 'auth.poolId: must be the id of a user pool'],
    [
      cognito({ poolId, region: 'us-east-1', allowedClientIds: [clientId] }),
      'auth.region: is not that of the user pool, whose id begins with "eu-central-1"',
    ],
  ],
  issuer,
  jwksUri: `${issuer}/.well-known/jwks.json`,
  header: { typ: undefined },
  claims: {
    sub: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    'cognito:groups': ['editors'],
    version: 2,
    client_id: clientId,
    origin_jti: 'aaaaaaaa-bbbb-cccc-dddd-ffffffffffff',
    token_use: 'access',
    scope: `openid ${resource}/notes.read other/notes.write`,
    auth_time: 1_676_313_851,
    jti: 'aaaaaaaa-bbbb-cccc-dddd-000000000000',
    username: 'Google_1234567890',
  },
  principal: {
    subject: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    clientId,
    scopes: ['openid', 'notes.read', 'other/notes.write'],
    roles: ['editors'],
    audience: [],
    tenant: undefined,
  },
  accepted: {
    'this resource as its audience': { aud: resource },
    'no groups': { 'cognito:groups': undefined },
    'the scope of an SDK': { scope: 'aws.cognito.signin.user.admin' },
  },
  refused: {
    'another resource as its audience (JV-06)': { aud: 'https://api.example.com/mcp-admin' },
    'another app client of the same pool (JV-06)': { client_id: '2example23456789' },
    'no client': { client_id: undefined },
    'the use of an ID token (JV-05)': { token_use: 'id', aud: clientId },
    'no use': { token_use: undefined },
  },
});

describe('scopes of Cognito', () => {
  const advertised = (of: AuthValue) => (scope: string) =>
    of.kind.advertisedScope?.(standInVerifier(of, {}).settings, scope);
  const all = ['notes.read', 'openid', 'aws.cognito.signin.user.admin', 'other/notes.read'];

  it('are asked for with the identifier of the resource server before them, save those of Cognito itself', () => {
    expect(all.map(advertised(value))).toEqual([`${resource}/notes.read`, ...all.slice(1)]);
  });

  it('begin with another identifier where the resource server has one', () => {
    const named: AuthValue = cognito({ poolId, allowedClientIds: [clientId], resourceServer: 'notes' });
    expect(all.map(advertised(named))).toEqual(['notes/notes.read', ...all.slice(1)]);
  });
});
