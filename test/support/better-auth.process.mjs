// An authorization server on better-auth, which is not ours, alone in its process. Its pages say yes by themselves. Prints one line
// of JSON when it listens, and ends with its parent: the IPC channel closes when the parent dies, however it dies.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const { resolve } = createRequire(new URL('better-auth/package.json', import.meta.url));
const load = (name) => import(pathToFileURL(resolve(name)).href);
const [{ betterAuth }, { memoryAdapter }, { jwt }, { toNodeHandler }, provider] = await Promise.all([
  load('better-auth'),
  load('better-auth/adapters/memory'),
  load('better-auth/plugins'),
  load('better-auth/node'),
  load('@better-auth/oauth-provider'),
]);

const [, , resource, ...scopes] = process.argv;
const alice = { email: 'alice@example.com', password: 'wonderland-1', name: 'Alice' };
const tables = ['user', 'session', 'account', 'verification', 'jwks'];
const oauthTables = [
  'Client',
  'RefreshToken',
  'AccessToken',
  'Consent',
  'Resource',
  'ClientResource',
  'ClientAssertion',
];

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const origin = `http://localhost:${server.address().port}`;

const auth = betterAuth({
  baseURL: origin,
  secret: 'a secret of enough characters for a test',
  database: memoryAdapter(
    Object.fromEntries([...tables, ...oauthTables.map((name) => `oauth${name}`)].map((t) => [t, []])),
  ),
  emailAndPassword: { enabled: true },
  telemetry: { enabled: false },
  rateLimit: { enabled: false },
  plugins: [
    jwt({ jwks: { keyPairConfig: { alg: 'ES256' } } }),
    provider.oauthProvider({
      loginPage: '/login',
      consentPage: '/consent',
      scopes: ['openid', 'offline_access', ...scopes],
      resources: [resource],
      enforcePerClientResources: false,
      allowDynamicClientRegistration: true,
      allowUnauthenticatedClientRegistration: true,
      silenceWarnings: { oauthAuthServerConfig: true, openidConfig: true },
    }),
  ],
});
const { user } = await auth.api.signUpEmail({ body: alice });
const handle = toNodeHandler(auth);
const metadata = provider.oauthProviderAuthServerMetadata(auth);

async function answer(request, response) {
  const url = new URL(request.url, origin);
  if (url.pathname.startsWith('/.well-known/')) return pass(await metadata(new Request(url)), response);
  if (url.pathname === '/login') return logIn(url, response);
  if (url.pathname === '/consent') return consent(url, request, response);
  // The browser of the tests is none: to who fetches, better-auth would answer with JSON.
  if (url.pathname.endsWith('/authorize'))
    Object.assign(request.headers, { 'sec-fetch-mode': 'navigate', accept: 'text/html' });
  return handle(request, response);
}

async function pass(found, response) {
  response.writeHead(found.status, Object.fromEntries(found.headers)).end(await found.text());
}

async function logIn(url, response) {
  const { headers } = await auth.api.signInEmail({ body: alice, asResponse: true });
  const location = `/api/auth/oauth2/authorize${url.search}`;
  response.writeHead(302, { 'set-cookie': headers.getSetCookie(), location }).end();
}

async function consent(url, request, response) {
  const headers = { 'content-type': 'application/json', cookie: request.headers.cookie ?? '', origin };
  const body = JSON.stringify({ accept: true, oauth_query: url.search.slice(1) });
  const said = await auth.handler(new Request(`${origin}/api/auth/oauth2/consent`, { method: 'POST', headers, body }));
  const { url: location, redirect_uri: callback } = await said.json();
  response.writeHead(302, { location: location ?? callback }).end();
}

console.log(JSON.stringify({ issuer: `${origin}/api/auth`, subject: user.id }));
process.once('disconnect', () => process.exit());
