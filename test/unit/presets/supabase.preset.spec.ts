import { supabase } from 'nestjs-mcp-auth';
import { describe, expect, it } from 'vitest';
import { describeJwtPreset } from '../../support/preset-contract.js';
import { resource, signingIssuer, standInVerifier } from '../../support/stand-in-provider.js';

const projectUrl = 'https://abcdefgh.supabase.co';
const issuer = `${projectUrl}/auth/v1`;
const jwksUri = `${issuer}/.well-known/jwks.json`;
const clientId = '9a8b7c6d-5e4f-3a2b-1c0d-9e8f7a6b5c4d';
const allowedClientIds = [clientId];
const claims = {
  aud: 'authenticated',
  sub: '0f4c1b9e-7d52-4f0a-9a64-0a3c7d1f2e55',
  user_id: '0f4c1b9e-7d52-4f0a-9a64-0a3c7d1f2e55',
  client_id: clientId,
  role: 'authenticated',
  email: 'alice@example.com',
  aal: 'aal1',
  amr: [{ method: 'password', timestamp: 1_735_815_600 }],
  session_id: '5f3f7a6b',
  app_metadata: { provider: 'email', roles: ['editor'] },
  user_metadata: { roles: ['root'] },
};

const contract = {
  preset: supabase.preset,
  authorizationServers: [issuer],
  issuer,
  jwksUri,
  algorithm: 'ES256',
};
const refusedAlways = {
  'no client, as the session of the application itself': { client_id: undefined },
  'a client that is null': { client_id: null },
  'no person, as the keys of the project': { sub: undefined, role: 'service_role' },
};

describeJwtPreset('Supabase, by its clients', {
  ...contract,
  value: supabase({ projectUrl, allowedClientIds }),
  variables: {
    MCP_AUTH_SUPABASE_PROJECT_URL: projectUrl,
    MCP_AUTH_SUPABASE_ALLOWED_CLIENT_IDS: clientId,
  },
  fastMcp: {
    FASTMCP_SERVER_AUTH: 'fastmcp.server.auth.providers.supabase.SupabaseProvider',
    FASTMCP_SERVER_AUTH_SUPABASE_PROJECT_URL: projectUrl,
    MCP_AUTH_SUPABASE_ALLOWED_CLIENT_IDS: clientId,
  },
  faults: [
    [supabase({ projectUrl }), 'auth.allowedClientIds: must be set, or `audience`'],
    [supabase({ projectUrl, audience: 'authenticated' }), 'auth.allowedClientIds: must be set, or `audience`'],
    [supabase({ projectUrl: issuer, allowedClientIds }), 'auth.projectUrl: must be an origin and nothing else'],
    [supabase({ projectUrl, allowedClientIds, authPath: '/auth/v1/' }), 'auth.authPath: must be a path'],
    [supabase({ projectUrl: 'http://abcdefgh.supabase.co', allowedClientIds }), 'must be an https URL'],
  ],
  claims,
  principal: {
    subject: '0f4c1b9e-7d52-4f0a-9a64-0a3c7d1f2e55',
    clientId,
    scopes: [],
    // `user_metadata`, which people write themselves, gives nobody a role.
    roles: ['authenticated', 'editor'],
  },
  refused: { ...refusedAlways, 'another client of the project (JV-06)': { client_id: 'another' } },
});

describeJwtPreset('Supabase, by the audience of a hook', {
  ...contract,
  value: supabase({ projectUrl, audience: resource }),
  variables: { MCP_AUTH_SUPABASE_PROJECT_URL: projectUrl, MCP_AUTH_SUPABASE_AUDIENCE: resource },
  faults: [],
  claims: { ...claims, aud: resource },
  principal: { clientId },
  accepted: { 'another client': { client_id: 'another' } },
  refused: {
    ...refusedAlways,
    'the audience that every token has (JV-06)': { aud: 'authenticated' },
    'the audience of a neighbour (JV-06)': { aud: 'https://api.example.com/mcp-admin' },
  },
});

describe('tokens of Supabase', () => {
  const verifierWith = (keys: { json: unknown }, value = supabase({ projectUrl, allowedClientIds })) =>
    standInVerifier(value, { [jwksUri]: keys }).verifier;

  it('may also be signed with RSA', async () => {
    const { fake, keys } = await signingIssuer(issuer, 'RS256');
    expect((await verifierWith(keys).verify(await fake.token(claims))).ending).toBe('principal');
  });

  it('are refused with a secret that is shared (MX-01)', async () => {
    const { fake, keys } = await signingIssuer(issuer, 'ES256');
    const [, payload = ''] = (await fake.token(claims)).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');
    expect(await verifierWith(keys).verify(`${header}.${payload}.c2ln`)).toMatchObject({
      ending: 'invalid',
      reason: 'algorithm_not_allowed',
    });
  });

  it('are verified with the keys of an Auth server of your own where there is one', () => {
    const own = supabase({ projectUrl: 'https://supa.example.com', allowedClientIds, authPath: '/goto/auth' });
    expect(own.kind.issuersOf(own.options)).toEqual(['https://supa.example.com/goto/auth']);
  });
});
