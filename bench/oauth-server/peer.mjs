// oidc-provider in a process of its own, set up to do what ours does. Arguments: adapter (it has one), store, format of access tokens.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import { callback, machineId, resource, scope, secret } from './parties.mjs';
import { serve } from './serve.mjs';
import { memoryAdapter, sqliteAdapter } from './storage.mjs';

const [, store, formatText] = process.argv.slice(2);
const format = JSON.parse(formatText);
const { privateKey } = await generateKeyPair('ES256', { extractable: true });
const key = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'one' };

const resourceServer = {
  scope,
  audience: resource,
  accessTokenFormat: format,
  accessTokenTTL: 900,
  jwt: { sign: { alg: 'ES256' } },
};

const configuration = {
  adapter: store === 'memory' ? memoryAdapter() : sqliteAdapter(store),
  jwks: { keys: [key] },
  clients: [
    {
      client_id: 'cli',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [callback],
    },
    {
      client_id: machineId,
      client_secret: secret,
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    },
  ],
  scopes: [scope],
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    introspection: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      getResourceServerInfo: () => resourceServer,
      useGrantedResource: () => true,
    },
    userinfo: { enabled: false },
  },
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  responseTypes: ['code'],
  pkce: { required: () => true },
  ttl: {
    AccessToken: 900,
    AuthorizationCode: 60,
    ClientCredentials: 900,
    Grant: 7_776_000,
    IdToken: 900,
    Interaction: 3600,
    RefreshToken: 2_592_000,
    Session: 7_776_000,
  },
  cookies: { keys: [randomBytes(32).toString('base64url')] },
  issueRefreshToken: () => true,
  rotateRefreshToken: () => true,
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
};

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();
const provider = new Provider(`http://localhost:${port}`, configuration);
const protocol = provider.callback();

server.on('request', (request, response) => {
  if (!request.url.startsWith('/interaction/')) return protocol(request, response);
  answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
});
serve(port);

/** Whoever the browser says is logged in, and agrees to everything. */
async function answer(request, response) {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    const login = { accountId: request.headers['x-user'] };
    return provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: true });
  }
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope((prompt.details.missingOIDCScope ?? []).join(' '));
  for (const [one, scopes] of Object.entries(prompt.details.missingResourceScopes ?? {}))
    grant.addResourceScope(one, scopes.join(' '));
  const consent = { grantId: await grant.save() };
  return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
}
