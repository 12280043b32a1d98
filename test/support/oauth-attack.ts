import type { ConfiguredClientOptions, OAuthServerOptions } from 'nestjs-mcp-auth/oauth-server';
import { authorizationQuery, testVerifier } from './authorization.js';
import { ask, type Answer } from './http-client.js';
import type { Adapter } from './launch.js';
import { startOAuthService, type OAuthService, type OAuthServiceOptions } from './oauth-service.js';

export const redirectUri = 'https://app.test/cb';
export const clientSecret = 'a secret that is long enough for a client';

/** One client of each kind; all are the operator's. */
export const attackedClients: readonly ConfiguredClientOptions[] = [
  { clientId: 'cli', redirectUris: [redirectUri] },
  { clientId: 'other', redirectUris: [redirectUri] },
  { clientId: 'native', redirectUris: ['http://127.0.0.1/cb'] },
  { clientId: 'two', redirectUris: [redirectUri, 'https://app.test/other'] },
  { clientId: 'code-only', redirectUris: [redirectUri], grantTypes: ['authorization_code'] },
  { clientId: 'no-code', redirectUris: [redirectUri], grantTypes: ['client_credentials'] },
  { clientId: 'reader', redirectUris: [redirectUri], scopes: ['notes:read'] },
  { clientId: 'web', redirectUris: [redirectUri], secrets: [{ value: clientSecret }] },
  {
    clientId: 'post',
    redirectUris: [redirectUri],
    secrets: [{ value: clientSecret }],
    authenticationMethod: 'client_secret_post',
  },
  { clientId: 'machine', secrets: [{ value: clientSecret }] },
];

const form = { 'content-type': 'application/x-www-form-urlencoded' };
type Fields = Readonly<Record<string, string>>;

/** A service that is its own authorization server, and the ways in which an attacker asks it. */
export interface AttackedService extends OAuthService {
  /** A good authorization request of the client `cli`, with changes; an undefined value leaves a parameter out. */
  authorize(changes?: Readonly<Record<string, string | undefined>>, headers?: Fields): Promise<Answer>;
  /** The same, with this query as it is. */
  authorizeBy(query: string): Promise<Answer>;
  /** A code of a login that was just made. */
  code(changes?: Fields): Promise<string>;
  post(path: string, parameters: Fields | string, headers?: Fields): Promise<Answer>;
  token(parameters: Fields, headers?: Fields): Promise<Answer>;
  /** Redeems a code as the client `cli` does, with changes. */
  redeem(code: string, changes?: Fields, headers?: Fields): Promise<Answer>;
  /** Tokens of a login that was just made. */
  logIn(): Promise<{ readonly accessToken: string; readonly refreshToken: string }>;
}

export async function startAttacked(
  adapter: Adapter,
  server: Partial<OAuthServerOptions> = {},
  rest: Partial<OAuthServiceOptions> = {},
): Promise<AttackedService> {
  const scopes = { offered: ['notes:read', 'notes:write'] };
  const service = await startOAuthService({
    adapter,
    server: { clients: attackedClients, ...server },
    options: { scopes },
    ...rest,
  });
  const { issuer } = service;
  const post: AttackedService['post'] = (path, parameters, headers = {}) => {
    const body = typeof parameters === 'string' ? parameters : new URLSearchParams(parameters).toString();
    return ask(issuer + path, { method: 'POST', headers: { ...form, ...headers }, body });
  };
  const authorizeBy: AttackedService['authorizeBy'] = (query) => ask(`${issuer}/authorize?${query}`);
  const authorize: AttackedService['authorize'] = (changes = {}, headers = {}) =>
    ask(`${issuer}/authorize?${authorizationQuery(changes)}`, { headers });
  const code: AttackedService['code'] = async (changes = {}) => {
    const answer = await authorize(changes);
    return new URL(answer.headers.location ?? 'none:').searchParams.get('code') ?? '';
  };
  const token: AttackedService['token'] = (parameters, headers) => post('/token', parameters, headers);
  const redeem: AttackedService['redeem'] = (text, changes = {}, headers = {}) => {
    const asClient: Fields = 'authorization' in headers ? {} : { client_id: 'cli' };
    const grant = { grant_type: 'authorization_code', code: text, redirect_uri: redirectUri };
    return token({ ...grant, code_verifier: testVerifier, ...asClient, ...changes }, headers);
  };
  const logIn: AttackedService['logIn'] = async () => {
    const { access_token, refresh_token } = (await redeem(await code())).json();
    return { accessToken: String(access_token), refreshToken: String(refresh_token) };
  };
  return { ...service, authorize, authorizeBy, code, post, token, redeem, logIn };
}

/** The value of a Basic header for a client, its parts form-encoded as RFC 6749 §2.3.1 wants it. */
export function basic(clientId: string, secret: string = clientSecret): { readonly authorization: string } {
  const encoded = [clientId, secret].map((part) => new URLSearchParams({ part }).toString().slice('part='.length));
  return { authorization: `Basic ${Buffer.from(encoded.join(':')).toString('base64')}` };
}

/** What became of an authorization request: a page, or what was sent to the client. */
export function outcomeOf({ status, headers }: Answer): string {
  if (headers.location === undefined) return `page ${status}`;
  const { searchParams } = new URL(headers.location);
  return searchParams.get('error') ?? (searchParams.has('code') ? 'code' : 'nothing');
}

/** Status and error code of an answer in JSON. */
export function refusalOf({ status, json }: Answer): readonly [number, unknown] {
  return [status, json()['error']];
}
