import { okta } from 'nestjs-mcp-auth';
import { describe, expect, it } from 'vitest';
import { describeJwtPreset } from '../../support/preset-contract.js';
import { resource, standInVerifier } from '../../support/stand-in-provider.js';

const domain = 'acme.okta.com';
const issuer = `https://${domain}/oauth2/aus1notes`;
const value = okta({ domain, asId: 'aus1notes' });

describeJwtPreset('Okta', {
  value,
  preset: okta.preset,
  variables: { MCP_AUTH_OKTA_DOMAIN: domain, MCP_AUTH_OKTA_AS_ID: 'aus1notes' },
  authorizationServers: [issuer],
  faults: [
    [okta({ domain: 'acme-admin.okta.com' }), 'auth.domain: is the host of the admin console'],
    [okta({ domain: 'acme.okta.com/oauth2/default' }), 'auth.domain: must be a host'],
    [okta({ domain, asId: '' }), 'auth.asId: must be the id of a custom authorization server'],
  ],
  issuer,
  jwksUri: `${issuer}/v1/keys`,
  header: { typ: undefined },
  claims: {
    ver: 1,
    jti: 'AT.qMi3',
    aud: resource,
    cid: '0oa3ragb1n1ZikpPy5d7',
    uid: '00ugi4dbxSUVca12X356',
    scp: ['openid', 'notes.read'],
    sub: 'alice@acme.example',
    groups: ['Editors'],
  },
  principal: {
    subject: '00ugi4dbxSUVca12X356',
    clientId: '0oa3ragb1n1ZikpPy5d7',
    scopes: ['openid', 'notes.read'],
    roles: ['Editors'],
    tenant: undefined,
  },
  accepted: {
    'no scope': { scp: undefined },
    'no groups, which only a claim of your own brings': { groups: undefined },
  },
  refused: {
    'the issuer of the org authorization server (JV-07)': { iss: `https://${domain}` },
    'the issuer of another authorization server (JV-07)': { iss: `https://${domain}/oauth2/default` },
    'the audience that Okta sets by default (JV-06)': { aud: 'api://default' },
    'a client as its audience, as ID tokens have (JV-05)': { aud: '0oa3ragb1n1ZikpPy5d7', scp: undefined },
    'no user, as of an application: a user name is no identity': { uid: undefined },
  },
});

describe('Okta', () => {
  it('has an authorization server called "default", which is a custom one', () => {
    expect(okta.kind.issuersOf({ domain })).toEqual([`https://${domain}/oauth2/default`]);
  });

  it('registers nobody who shows no token of an administrator, so clients are not told to try', () => {
    expect(standInVerifier(value, {}).settings).toMatchObject({ hiddenMembers: ['registration_endpoint'] });
  });
});
