// An issuer with one key per algorithm, its key set behind a local HTTP server, and tokens of a realistic size.
import { createHmac, generateKeyPair, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { promisify } from 'node:util';

export const algorithms = ['RS256', 'ES256', 'EdDSA'];

const keyKinds = {
  RS256: ['rsa', { modulusLength: 2048 }],
  ES256: ['ec', { namedCurve: 'P-256' }],
  EdDSA: ['ed25519', {}],
};
const signatures = {
  RS256: (key) => ['sha256', key],
  ES256: (key) => ['sha256', { key, dsaEncoding: 'ieee-p1363' }],
  EdDSA: (key) => [null, key],
};
const makeKeyPair = promisify(generateKeyPair);
const makeSignature = promisify(sign);

/** How long the tokens live; longer than any run. */
const lifetimeSeconds = 3600;

export async function startIssuer() {
  const pairs = await Promise.all(algorithms.map((algorithm) => makeKeyPair(...keyKinds[algorithm])));
  const keys = Object.fromEntries(algorithms.map((algorithm, index) => [algorithm, pairs[index]]));
  const jwks = {
    keys: algorithms.map((algorithm) => ({
      ...keys[algorithm].publicKey.export({ format: 'jwk' }),
      kid: `${algorithm}-key`,
      alg: algorithm,
      use: 'sig',
    })),
  };
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${server.address().port}`;
  return {
    issuer,
    audience: 'http://localhost:3000/mcp',
    jwksUri: `${issuer}/jwks`,
    jwks,
    publicKey: (algorithm) => keys[algorithm].publicKey,
    token: (algorithm) => signedToken(issuer, algorithm, keys[algorithm].privateKey),
    hmacToken: (secret) => hmacToken(issuer, secret),
    stop: () => server.close(),
  };
}

async function signedToken(issuer, algorithm, privateKey) {
  const input = signingInput(issuer, algorithm);
  const [hash, key] = signatures[algorithm](privateKey);
  const signature = await makeSignature(hash, Buffer.from(input), key);
  return `${input}.${signature.toString('base64url')}`;
}

function hmacToken(issuer, secret) {
  const input = signingInput(issuer, 'HS256');
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

function signingInput(issuer, algorithm) {
  const header = { alg: algorithm, typ: 'at+jwt', kid: `${algorithm}-key` };
  return [header, claims(issuer)].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
}

/** What access tokens of the usual issuers say (RFC 9068 §2.2), with an id of its own in each. */
function claims(issuer) {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: issuer,
    sub: randomUUID(),
    aud: ['http://localhost:3000/mcp', 'http://localhost:3000/userinfo'],
    client_id: 'bench-client',
    iat: now,
    exp: now + lifetimeSeconds,
    jti: randomUUID(),
    scope: 'openid profile notes:read notes:write',
    roles: ['reader', 'editor'],
    tid: randomUUID(),
    name: 'Alice Example',
  };
}
