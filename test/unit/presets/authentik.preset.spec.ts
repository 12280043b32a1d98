import { describe, expect, it } from 'vitest';
import { authentik } from 'nestjs-mcp-auth';
import { describeJwtPreset, describeOpaquePreset } from '../../support/preset-contract.js';
import { inProduction, standInVerifier } from '../../support/stand-in-provider.js';

const url = 'https://auth.example.com';
const clientId = 'WUZj4xVx0q3c5v';
const issuer = 'https://auth.example.com/application/o/notes/';
const variables = {
  MCP_AUTH_AUTHENTIK_URL: url,
  MCP_AUTH_AUTHENTIK_SLUG: 'notes',
  MCP_AUTH_AUTHENTIK_CLIENT_ID: clientId,
};
const app = { url, slug: 'notes', clientId };
const subject = '9d5e0d9f6a8f2c11b8a1f0de4f0e4a8c9d5e0d9f6a8f2c11b8a1f0de4f0e4a8c';
const idToken = { sub: subject, aud: clientId, iat: 1_700_000_000, auth_time: 1_700_000_000, sid: 'c0ffee' };

describeJwtPreset('authentik', {
  value: authentik(app),
  preset: authentik.preset,
  variables,
  authorizationServers: [issuer],
  faults: [
    [authentik({ ...app, url: `${url}/` }), 'auth.url: must have no slash at its end'],
    [authentik({ ...app, slug: 'o/notes' }), 'auth.slug: must be the slug of an application'],
    [authentik({ ...app, clientId: '' }), 'auth.clientId'],
    [authentik({ ...app, requiredScopes: ['notes'] }), 'auth.clientSecret: is needed for `requiredScopes`'],
  ],
  issuer,
  jwksUri: `${issuer}jwks/`,
  claims: { ...idToken, azp: clientId, uid: 'X3Ck0a', groups: ['editors'] },
  principal: { subject, clientId, scopes: [], roles: ['editors'] },
  refused: {
    'the audience of another application (JV-06)': { aud: 'another', azp: 'another' },
    'the claims of an ID token and no others (JV-05)': { azp: undefined, uid: undefined },
    'the client of another application': { azp: 'another' },
    'the issuer of all applications (JV-07)': { iss: 'https://auth.example.com/' },
    'the issuer of another application (MX-04)': { iss: 'https://auth.example.com/application/o/other/' },
  },
});

const endpoint = 'https://auth.example.com/application/o/introspect/';
const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const token = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded({ iss: issuer })}.c2lnbmF0dXJl`;
const exp = 32_472_144_000;
const answer = { ...idToken, iss: issuer, exp, active: true, scope: 'openid notes', client_id: clientId };
const asking = authentik({ ...app, clientSecret: 'a secret' });

describeOpaquePreset('authentik with a secret', {
  value: asking,
  preset: authentik.preset,
  variables: { ...variables, MCP_AUTH_AUTHENTIK_CLIENT_SECRET: 'a secret' },
  authorizationServers: [issuer],
  faults: [[authentik({ ...app, clientSecret: '' }), 'auth.clientSecret']],
  token,
  pages: { [endpoint]: { json: answer } },
  principal: { subject, issuer, clientId, scopes: ['openid', 'notes'], expiresAt: exp },
  refused: {
    'it is none, or the secret is wrong': { [endpoint]: { json: { active: false } } },
    // The answer names who asks in `client_id`, so only `aud` tells whose the token is.
    'it is of another application (MX-04)': { [endpoint]: { json: { ...answer, aud: 'another' } } },
    'it is of another issuer (JV-07)': { [endpoint]: { json: { ...answer, iss: 'https://auth.example.com/' } } },
    'it expired': { [endpoint]: { json: { ...answer, exp: 1_000_000_000 } } },
  },
  unknown: {
    'authentik is out of order (RI-05)': { [endpoint]: { status: 502, text: '<html>' } },
    'the answer is a page for people': { [endpoint]: { text: '<html>' } },
  },
});

describe('authentik', () => {
  it('without a signing key signs with the secret, and no such token is accepted (JV-02)', async () => {
    const { verifier, asked } = standInVerifier(authentik(app), {});
    expect(await verifier.verify(token)).toMatchObject({ ending: 'invalid', reason: 'algorithm_not_allowed' });
    expect(asked).toEqual([]);
  });

  it('is not shown refresh tokens, which it calls active too (RI-05)', async () => {
    const { verifier, asked } = standInVerifier(asking, { [endpoint]: { json: answer } });
    expect(await verifier.verify('Zk3NBmTeWnU1refresh')).toMatchObject({ ending: 'invalid' });
    expect(asked).toEqual([]);
  });

  it('may have one issuer for all applications, with the keys of this one', async () => {
    const value = authentik({ ...app, issuerMode: 'global' });
    expect(value.kind.issuersOf(value.options)).toEqual(['https://auth.example.com/']);
  });

  it('learns required scopes where it is asked', () => {
    const value = authentik({ ...app, clientSecret: 'a secret', requiredScopes: ['notes'] });
    expect(value.kind.resolve(value.options, inProduction)).toMatchObject({ ok: true });
  });

  it('hides a registration that would be in vain', () => {
    expect(standInVerifier(asking, {}).settings).toMatchObject({ hiddenMembers: ['registration_endpoint'] });
  });
});
