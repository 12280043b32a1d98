import { zitadel, type AuthValue } from 'nestjs-mcp-auth';
import { describe, expect, it } from 'vitest';
import { describeOpaquePreset } from '../../support/preset-contract.js';
import { signingIssuer, standInVerifier } from '../../support/stand-in-provider.js';

const issuer = 'https://acme-x1y2z3.zitadel.cloud';
const endpoint = `${issuer}/oauth/v2/introspect`;
const options = {
  issuer,
  projectId: '69234237810729019',
  clientId: '69234237810729234@notes',
  clientSecret: 'a:secret',
};
const token = 'VjVxyCZmRmWYqd3_F5db9Pb9mHR5fqzhn';
const roles = (project: string) => `urn:zitadel:iam:org:project:${project}:roles`;
const answer = {
  active: true,
  scope: `openid profile urn:zitadel:iam:org:project:id:${options.projectId}:aud`,
  client_id: '77776025198584999@clients',
  token_type: 'Bearer',
  exp: 32_472_144_000,
  iat: 1_700_000_000,
  nbf: 1_700_000_000,
  sub: '77776025198584418',
  aud: ['77776025198584999@clients', options.projectId],
  iss: issuer,
  jti: '69234237813329048',
  username: 'alice@acme.zitadel.cloud',
  'urn:zitadel:iam:user:resourceowner:id': '69234237810700001',
  'urn:zitadel:iam:org:project:roles': { owner: { '69234237810700001': 'acme.zitadel.cloud' } },
  [roles(options.projectId)]: { editor: { '69234237810700001': 'acme.zitadel.cloud' } },
  [roles('11111111111111111')]: { admin: { '69234237810700001': 'acme.zitadel.cloud' } },
};
const value: AuthValue = zitadel(options);

describeOpaquePreset('ZITADEL', {
  value,
  preset: zitadel.preset,
  variables: {
    MCP_AUTH_ZITADEL_ISSUER: issuer,
    MCP_AUTH_ZITADEL_PROJECT_ID: options.projectId,
    MCP_AUTH_ZITADEL_CLIENT_ID: options.clientId,
    MCP_AUTH_ZITADEL_CLIENT_SECRET: options.clientSecret,
  },
  authorizationServers: [issuer],
  faults: [
    [zitadel({ ...options, issuer: `${issuer}/` }), 'auth.issuer: has no slash at its end'],
    [zitadel({ ...options, projectId: 'notes' }), 'auth.projectId: must be the id of a project'],
    [zitadel({ ...options, clientSecret: '' }), 'auth.clientSecret'],
    [zitadel({ ...options, issuer: issuer.replace('https', 'http') }), 'must be an https URL'],
  ],
  token,
  pages: { [endpoint]: { json: answer } },
  principal: {
    subject: '77776025198584418',
    issuer,
    clientId: '77776025198584999@clients',
    tenant: '69234237810700001',
    roles: ['editor'],
    scopes: ['openid', 'profile', `urn:zitadel:iam:org:project:id:${options.projectId}:aud`],
    expiresAt: 32_472_144_000,
  },
  refused: {
    'it is not active, or this service is not among its audience': { [endpoint]: { json: { active: false } } },
    'it is for another project (JV-06)': { [endpoint]: { json: { ...answer, aud: ['11111111111111111'] } } },
    'it is for its client only, as without the scope ":aud" (JV-06)': {
      [endpoint]: { json: { ...answer, aud: ['77776025198584999@clients'] } },
    },
    'it is of another instance (MX-04)': { [endpoint]: { json: { ...answer, iss: 'https://evil.zitadel.cloud' } } },
    'it expired (JV-08)': { [endpoint]: { json: { ...answer, exp: 1_600_000_000 } } },
    'it has no subject': { [endpoint]: { json: { ...answer, sub: undefined } } },
  },
  unknown: {
    'the secret of this service is wrong': { [endpoint]: { status: 401, json: { error: 'invalid_client' } } },
    'ZITADEL is out of order': { [endpoint]: { status: 500, text: '' } },
    'the answer is a page for people': { [endpoint]: { text: '<html>' } },
    '"active" is no truth': { [endpoint]: { json: { ...answer, active: 1 } } },
  },
});

describe('ZITADEL', () => {
  it('is asked about JWTs too, which tell no scopes by themselves', async () => {
    const { fake } = await signingIssuer(issuer);
    const { verifier, asked } = standInVerifier(value, { [endpoint]: { json: answer } });
    const { ending } = await verifier.verify(await fake.token({ aud: options.projectId }));
    expect([ending, asked.map(({ url }) => url)]).toEqual(['principal', [endpoint]]);
  });

  it('shows who it is in a header, each part encoded', async () => {
    const { verifier, asked } = standInVerifier(value, { [endpoint]: { json: answer } });
    await verifier.verify(token);
    const expected = Buffer.from('69234237810729234%40notes:a%3Asecret').toString('base64');
    expect(asked[0]?.request.headers).toMatchObject({ authorization: `Basic ${expected}` });
  });

  it('gives no roles where it writes them in a shape that means nothing here', async () => {
    const odd = { ...answer, [roles(options.projectId)]: [{ editor: {} }] };
    const { verifier } = standInVerifier(value, { [endpoint]: { json: odd } });
    expect(await verifier.verify(token)).toMatchObject({ ending: 'principal', principal: { roles: [] } });
  });

  it('takes a role that a client asked for as a scope, and that nobody gave, for no role', async () => {
    const asking = {
      ...answer,
      scope: 'openid urn:zitadel:iam:org:project:role:admin',
      [roles(options.projectId)]: {},
    };
    const { verifier } = standInVerifier(value, { [endpoint]: { json: asking } });
    expect(await verifier.verify(token)).toMatchObject({ principal: { roles: [] } });
  });

  it('is asked by clients for its own scopes too, without which tokens are not for this service', () => {
    expect(value.kind.publish?.(standInVerifier(value, {}).settings).furtherScopes).toEqual([
      'openid',
      `urn:zitadel:iam:org:project:id:${options.projectId}:aud`,
      'urn:zitadel:iam:user:resourceowner',
    ]);
  });
});
