import { describe, expect, it } from 'vitest';
import { workOs } from 'nestjs-mcp-auth';
import { describeJwtPreset } from '../../support/preset-contract.js';
import { resource } from '../../support/stand-in-provider.js';

const issuer = 'https://acme.authkit.app';

describeJwtPreset('WorkOS AuthKit', {
  value: workOs({ authkitDomain: issuer }),
  preset: workOs.preset,
  variables: { MCP_AUTH_WORKOS_AUTHKIT_DOMAIN: issuer },
  fastMcp: {
    FASTMCP_SERVER_AUTH: 'fastmcp.server.auth.providers.workos.AuthKitProvider',
    FASTMCP_SERVER_AUTH_AUTHKITPROVIDER_AUTHKIT_DOMAIN: issuer,
  },
  authorizationServers: [issuer],
  faults: [
    [workOs({ authkitDomain: '' }), 'auth.authkitDomain: "" is not an absolute URL'],
    [workOs({ authkitDomain: `${issuer}/oauth2` }), 'auth.authkitDomain: must be an origin and nothing else'],
    [workOs({ authkitDomain: 'http://acme.authkit.app' }), 'must be an https URL'],
  ],
  issuer,
  jwksUri: `${issuer}/oauth2/jwks`,
  claims: {
    aud: resource,
    sub: 'user_01HBEQKA6K4QJAS93VPE39W1JT',
    client_id: 'client_01JXYZVSCODE',
    org_id: 'org_01HRDMC6CM357W30QMHMQ96Q0S',
    sid: 'app_consent_01HXYZ',
    scope: 'openid profile email offline_access',
    jti: '01HXYZ',
  },
  principal: {
    subject: 'user_01HBEQKA6K4QJAS93VPE39W1JT',
    tenant: 'org_01HRDMC6CM357W30QMHMQ96Q0S',
    clientId: 'client_01JXYZVSCODE',
    scopes: ['openid', 'profile', 'email', 'offline_access'],
  },
  accepted: { 'no organization': { org_id: undefined } },
  refused: {
    'the whole environment as its audience, as where no resource is registered (JV-06)': {
      aud: 'client_01ENVIRONMENT',
    },
    'the audience of a neighbour (JV-06)': { aud: 'https://api.example.com/mcp-admin' },
    'the audience with a slash (JV-06)': { aud: `${resource}/` },
    'a machine, which has the audience of the environment': {
      aud: 'client_01ENVIRONMENT',
      sub: 'client_01MACHINE',
      client_id: 'client_01MACHINE',
      sid: undefined,
    },
    'the session of the web application, which another issuer wrote': {
      iss: 'https://api.workos.com/user_management/client_01ENVIRONMENT',
    },
    'no subject': { sub: undefined },
  },
});

describe('the AuthKit domain', () => {
  it('may be written as a host alone, as the dashboard shows it', () => {
    expect(workOs.kind.issuersOf({ authkitDomain: 'acme.authkit.app' })).toEqual([issuer]);
  });
});
