import { describe, expect, it } from 'vitest';
import { logto } from 'nestjs-mcp-auth';
import { describeJwtPreset } from '../../support/preset-contract.js';
import { resource, signingIssuer, standInVerifier } from '../../support/stand-in-provider.js';

const endpoint = 'https://acme.logto.app';
const issuer = `${endpoint}/oidc`;
const jwksUri = `${issuer}/jwks`;
const claims = {
  aud: resource,
  sub: 'fo9cbijkq2ye',
  client_id: 'vscode-app-id',
  scope: 'read:notes',
  organization_id: 'x5fjhc1t0000',
  jti: 'hXk',
};

describeJwtPreset('Logto', {
  value: logto({ endpoint }),
  preset: logto.preset,
  variables: { MCP_AUTH_LOGTO_ENDPOINT: endpoint },
  authorizationServers: [issuer],
  faults: [
    [logto({ endpoint: issuer }), 'auth.endpoint: must be an origin and nothing else'],
    [logto({ endpoint: 'http://acme.logto.app' }), 'must be an https URL'],
  ],
  issuer,
  jwksUri,
  algorithm: 'ES384',
  header: { typ: 'at+jwt' },
  claims,
  principal: {
    subject: 'fo9cbijkq2ye',
    tenant: 'x5fjhc1t0000',
    clientId: 'vscode-app-id',
    scopes: ['read:notes'],
  },
  accepted: { 'no organization': { organization_id: undefined } },
  refused: {
    'the audience of a neighbour (JV-06)': { aud: 'https://api.example.com/mcp-admin' },
    'an organization as its audience (JV-06)': { aud: 'urn:logto:organization:x5fjhc1t0000' },
    'the management API as its audience (JV-06)': { aud: 'https://acme.logto.app/api' },
    'its client as its audience, as ID tokens have (JV-05)': { aud: 'vscode-app-id' },
    'the endpoint as its issuer (JV-07)': { iss: endpoint },
  },
});

describe('tokens of Logto', () => {
  it('may also be signed with RSA', async () => {
    const { fake, keys } = await signingIssuer(issuer, 'RS256');
    const { verifier } = standInVerifier(logto({ endpoint }), { [jwksUri]: keys });
    expect((await verifier.verify(await fake.token(claims))).ending).toBe('principal');
  });

  it('are refused when they are opaque, as where the client named no resource', async () => {
    const { verifier, asked } = standInVerifier(logto({ endpoint }), {});
    expect((await verifier.verify('vSUN5ctHdcGTNrCr')).ending).toBe('invalid');
    expect(asked).toEqual([]);
  });
});
