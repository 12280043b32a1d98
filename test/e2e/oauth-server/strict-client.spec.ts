import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Tool, RequireScopes } from 'nestjs-mcp-auth';
import { ask, bearer, statelessCall, withHeaders } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startOAuthService, type OAuthService } from '../../support/oauth-service.js';

class NotesTools {
  @Tool({ name: 'notes_list', description: 'Lists notes' })
  @RequireScopes('notes:read')
  list() {
    return 'none yet';
  }

  @Tool({ name: 'notes_create', description: 'Makes a note' })
  @RequireScopes('notes:write')
  create() {
    return 'made';
  }
}

const insecure = { [oauth.allowInsecureRequests]: true };
const redirectUri = 'https://app.test/cb';
const secret = 'a secret that is long enough for a client';

describe.each(adapters)('oauth4webapi as a strict client, on %s', (adapter) => {
  let service: OAuthService;
  let as: oauth.AuthorizationServer;
  beforeAll(async () => {
    service = await startOAuthService({
      adapter,
      parts: { providers: [NotesTools] },
      server: {
        clients: [
          { clientId: 'web', secrets: [{ value: secret }], redirectUris: [redirectUri] },
          { clientId: 'cli', redirectUris: ['http://127.0.0.1/cb'] },
          { clientId: 'machine', secrets: [{ value: secret }], scopes: ['notes:read'] },
        ],
      },
    });
    const issuer = new URL(service.issuer);
    as = await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }),
    );
  });
  afterAll(() => service.stop());

  async function authorize(client: oauth.Client, redirect: string, scope: string) {
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const url = new URL(as.authorization_endpoint ?? '');
    url.search = new URLSearchParams({
      client_id: client.client_id,
      response_type: 'code',
      redirect_uri: redirect,
      scope,
      state,
      resource: service.resource,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString();
    const answer = await ask(url.href);
    expect(answer.status).toBe(303);
    const callback = oauth.validateAuthResponse(as, client, new URL(answer.headers.location ?? ''), state);
    return { callback, verifier };
  }

  async function login(client: oauth.Client, auth: oauth.ClientAuth, redirect: string, scope = 'notes:read') {
    const { callback, verifier } = await authorize(client, redirect, scope);
    const response = await oauth.authorizationCodeGrantRequest(
      as,
      client,
      auth,
      callback,
      redirect,
      verifier,
      insecure,
    );
    return oauth.processAuthorizationCodeResponse(as, client, response);
  }

  it('gets a token for a confidential client that the endpoint takes', async () => {
    const client = { client_id: 'web' };
    const tokens = await login(client, oauth.ClientSecretBasic(secret), redirectUri);
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 900, scope: 'notes:read' });
    const call = statelessCall('tools/call', { name: 'notes_list', arguments: {} });
    const answer = await ask(service.resource, withHeaders(call, bearer(tokens.access_token)));
    expect(answer.json()).toMatchObject({ result: { content: [{ text: 'none yet' }] } });
  });

  it('gets and refreshes tokens for a public client on a loopback port of its own', async () => {
    const client = { client_id: 'cli' };
    const tokens = await login(client, oauth.None(), 'http://127.0.0.1:52001/cb');
    const response = await oauth.refreshTokenGrantRequest(
      as,
      client,
      oauth.None(),
      tokens.refresh_token ?? '',
      insecure,
    );
    const refreshed = await oauth.processRefreshTokenResponse(as, client, response);
    expect(refreshed.scope).toBe('notes:read');
    expect(refreshed.refresh_token).not.toBe(tokens.refresh_token);
  });

  it('gets a token for a machine', async () => {
    const client = { client_id: 'machine' };
    const parameters = { resource: service.resource };
    const auth = oauth.ClientSecretBasic(secret);
    const response = await oauth.clientCredentialsGrantRequest(as, client, auth, parameters, insecure);
    const tokens = await oauth.processClientCredentialsResponse(as, client, response);
    expect(tokens).toMatchObject({ scope: 'notes:read' });
    expect(tokens.refresh_token).toBeUndefined();
  });

  it('gets access tokens of RFC 9068', async () => {
    const tokens = await login({ client_id: 'cli' }, oauth.None(), 'http://127.0.0.1:52001/cb');
    const request = new Request(service.resource, { headers: bearer(tokens.access_token) });
    const claims = await oauth.validateJwtAccessToken(as, request, service.resource, insecure);
    expect(claims).toMatchObject({ sub: 'alice', client_id: 'cli', scope: 'notes:read', roles: ['admin'] });
  });
});
