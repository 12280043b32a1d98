// An OAuth issuer that is not ours, alone in its process. Prints one line of JSON when it listens, and ends with its
// parent: the IPC channel closes when the parent dies, however it dies.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { exportJWK, generateKeyPair } from 'jose';
import { errors, Provider } from 'oidc-provider';

const { values: settings } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    resource: { type: 'string', multiple: true, default: [] },
    scopes: { type: 'string', default: '' },
    algorithm: { type: 'string', default: 'ES256' },
    'redirect-uri': { type: 'string', multiple: true, default: [] },
    // The public JWK of a resource server that introspects; without it nobody can.
    'resource-server-key': { type: 'string' },
  },
});

const introspectionKey = settings['resource-server-key'];
const TOKEN_LIFETIME_SECONDS = 300;
const SESSION_LIFETIME_SECONDS = 3600;
const LONG_SECRET = 'a-secret-that-both-servers-of-a-comparison-know';
/** Characters that RFC 6749 §2.3.1 has form-encoded. */
const AWKWARD_SECRET = 'se:cr%t+ word&=';
const LOOPBACK_CALLBACKS = ['http://127.0.0.1/callback', 'http://localhost/callback'];

async function signingKey(alg) {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: `${alg.toLowerCase()}-1` };
}

function resourceServer() {
  return {
    scope: settings.scopes,
    // The provider answers questions about opaque tokens only.
    accessTokenFormat: introspectionKey === undefined ? 'jwt' : 'opaque',
    accessTokenTTL: TOKEN_LIFETIME_SECONDS,
    jwt: { sign: { alg: settings.algorithm } },
  };
}

function resourceServerInfo(_context, resource) {
  if (!settings.resource.includes(resource)) {
    throw new errors.InvalidTarget();
  }
  return { ...resourceServer(), audience: resource };
}

function staticClients() {
  const machine = { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] };
  return [
    {
      ...machine,
      client_id: 'demo-client',
      client_secret: 'demo-secret',
      token_endpoint_auth_method: 'client_secret_post',
    },
    {
      ...machine,
      client_id: 'demo-client-basic',
      client_secret: 'demo-secret',
      token_endpoint_auth_method: 'client_secret_basic',
    },
    {
      client_id: 'demo-public',
      // A native application: the port of a loopback redirect may then be any.
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [...LOOPBACK_CALLBACKS, ...settings['redirect-uri']],
    },
    ...['web', 'web-2'].map((client_id) => ({
      client_id,
      client_secret: LONG_SECRET,
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: ['https://app.test/cb'],
    })),
    { ...machine, client_id: 'machine', client_secret: LONG_SECRET, token_endpoint_auth_method: 'client_secret_basic' },
    { ...machine, client_id: 'post', client_secret: LONG_SECRET, token_endpoint_auth_method: 'client_secret_post' },
  ];
}

/** Services that ask about tokens: by a secret, by a key, and by a secret for signed answers. */
function resourceServers() {
  if (introspectionKey === undefined) return [];
  const service = { grant_types: [], redirect_uris: [], response_types: [] };
  const bySecret = { ...service, client_secret: AWKWARD_SECRET, token_endpoint_auth_method: 'client_secret_basic' };
  return [
    { ...bySecret, client_id: 'api:basic' },
    { ...bySecret, client_id: 'api:signed', introspection_signed_response_alg: settings.algorithm },
    {
      ...service,
      client_id: 'api:key',
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      jwks: { keys: [JSON.parse(introspectionKey)] },
    },
  ];
}

function tokenLifetimes() {
  return {
    AccessToken: TOKEN_LIFETIME_SECONDS,
    AuthorizationCode: 60,
    ClientCredentials: TOKEN_LIFETIME_SECONDS,
    Grant: SESSION_LIFETIME_SECONDS,
    IdToken: TOKEN_LIFETIME_SECONDS,
    Interaction: SESSION_LIFETIME_SECONDS,
    RefreshToken: SESSION_LIFETIME_SECONDS,
    Session: SESSION_LIFETIME_SECONDS,
  };
}

function features() {
  return {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    registration: { enabled: true },
    resourceIndicators: {
      enabled: true,
      // Clients of the oldest protocol revision send no resource: theirs is the first one.
      defaultResource: (_context, _client, oneOf) => oneOf?.[0] ?? settings.resource[0],
      getResourceServerInfo: resourceServerInfo,
      // Without it a token asked for together with "openid" would be an opaque one for the userinfo endpoint.
      useGrantedResource: () => true,
    },
    ...(introspectionKey !== undefined && {
      introspection: { enabled: true },
      jwtIntrospection: { enabled: true },
    }),
    revocation: { enabled: true },
    userinfo: { enabled: true },
  };
}

async function configuration() {
  return {
    jwks: { keys: [await signingKey('ES256'), await signingKey('RS256')] },
    clients: [...staticClients(), ...resourceServers()],
    // Registering clients name the scopes they want; the provider refuses names it does not list.
    scopes: ['openid', 'offline_access', ...settings.scopes.split(' ').filter(Boolean)],
    features: features(),
    responseTypes: ['code'],
    pkce: { required: () => true },
    ttl: tokenLifetimes(),
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    clientBasedCORS: () => true,
    issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, email: `${sub}@example.test` }) }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  };
}

async function grantEverythingAsked(provider, { grantId, session, params, prompt: { details } }) {
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope((details.missingOIDCScope ?? []).join(' '));
  grant.addOIDCClaims(details.missingOIDCClaims ?? []);
  for (const [resource, scopes] of Object.entries(details.missingResourceScopes ?? {})) {
    grant.addResourceScope(resource, scopes.join(' '));
  }
  return grant.save();
}

/** The person at the keyboard: logs in at once as the hinted user or as alice, and consents to everything. */
async function answerInteraction(provider, request, response) {
  const interaction = await provider.interactionDetails(request, response);
  const result =
    interaction.prompt.name === 'login'
      ? { login: { accountId: interaction.params.login_hint ?? 'alice' } }
      : { consent: { grantId: await grantEverythingAsked(provider, interaction) } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

function requestListener(provider) {
  const protocol = provider.callback();
  return (request, response) => {
    if (!request.url.startsWith('/interaction/')) {
      protocol(request, response);
      return;
    }
    answerInteraction(provider, request, response).catch((error) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  };
}

const server = createServer();
server.listen(Number(settings.port), '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;
server.on('request', requestListener(new Provider(issuer, await configuration())));
process.on('disconnect', () => process.exit(0));
console.log(JSON.stringify({ issuer }));
