import { describe, expect, it } from 'vitest';
import { stytch } from 'nestjs-mcp-auth';
import { describeJwtPreset } from '../../support/preset-contract.js';
import { resource, signingIssuer, standInVerifier } from '../../support/stand-in-provider.js';

const domain = 'https://login.example.com';
const projectId = 'project-live-3f2c6b1e-0a77-4f0f-9d3a-8f8f5b2c1d00';
const jwksUri = `${domain}/.well-known/jwks.json`;
const clientId = 'connected-app-live-d731954d-dab3-4a2b-bdee-07f3ad1be888';
const claims = {
  aud: [projectId],
  sub: 'member-live-16d9ba61-97a1-4ba4-9720-b03761dc50c6',
  client_id: clientId,
  scope: 'openid email manage:notes',
  'https://stytch.com/organization': { organization_id: 'organization-live-bd49f916', slug: 'acme' },
};

describeJwtPreset('Stytch', {
  value: stytch({ domain, projectId }),
  preset: stytch.preset,
  variables: { MCP_AUTH_STYTCH_DOMAIN: domain, MCP_AUTH_STYTCH_PROJECT_ID: projectId },
  authorizationServers: [domain],
  faults: [
    [stytch({ domain, projectId: '' }), 'auth.projectId'],
    [stytch({ domain: `${domain}/v1`, projectId }), 'auth.domain: must be an origin and nothing else'],
    [stytch({ domain: 'https://acme.customers.stytch.com', projectId }), 'auth.domain: must be the custom domain'],
    [stytch({ domain: 'https://stytch.com', projectId }), 'auth.domain: must be the custom domain'],
    [stytch({ domain: 'http://login.example.com', projectId }), 'must be an https URL'],
  ],
  issuer: domain,
  jwksUri,
  claims,
  principal: {
    subject: 'member-live-16d9ba61-97a1-4ba4-9720-b03761dc50c6',
    tenant: 'organization-live-bd49f916',
    clientId,
    scopes: ['openid', 'email', 'manage:notes'],
  },
  accepted: {
    'a person of no organization': { sub: 'user-live-16d9ba61', 'https://stytch.com/organization': undefined },
    'the resource in its audience': { aud: [resource] },
  },
  refused: {
    'another project as its audience (JV-06)': { aud: ['project-live-other'] },
    'its client as its audience, as ID tokens have (JV-05)': { aud: [clientId], client_id: undefined },
    'no client, as the session of the web application': {
      client_id: undefined,
      'https://stytch.com/session': { id: 'session-live-1' },
    },
    'the default issuer of the project (JV-07)': { iss: `stytch.com/${projectId}` },
  },
});

describe('Connected Apps of Stytch', () => {
  it('may be listed; then others are refused', async () => {
    const { fake, keys } = await signingIssuer(domain);
    const listed = stytch({ domain, projectId, allowedClientIds: [clientId] });
    const { verifier } = standInVerifier(listed, { [jwksUri]: keys });
    expect((await verifier.verify(await fake.token(claims))).ending).toBe('principal');
    const other = await fake.token({ ...claims, client_id: 'connected-app-live-other' });
    expect((await verifier.verify(other)).ending).toBe('invalid');
  });

  it('are at a domain that only looks like one of Stytch', () => {
    expect(stytch.kind.issuersOf({ domain: 'https://login.mystytch.com', projectId })).toEqual([
      'https://login.mystytch.com',
    ]);
  });
});
