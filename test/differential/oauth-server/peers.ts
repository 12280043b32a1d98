import { CookieJar } from '../../support/browserless-authorization.js';
import { testVerifier } from '../../support/authorization.js';

export const sharedSecret = 'a-secret-that-both-servers-of-a-comparison-know';
export const callback = 'https://app.test/cb';

/** What a server did, in words that fit every server: `page`, `code`, an error code, or a status with one. */
export type Outcome = string;

/** An authorization server, asked from outside like any other. */
export interface Peer {
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
}

export interface TokenQuestion {
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Opens an authorization request as a browser does, and agrees to everything, until the client gets its answer or a page comes. */
export async function authorize({ authorizeUrl }: Peer, query: string): Promise<URL | undefined> {
  const jar = new CookieJar();
  let url = new URL(`${authorizeUrl}?${query}`);
  const { origin } = url;
  for (let step = 0; step < 12; step += 1) {
    const response = await fetch(url, { redirect: 'manual', headers: { cookie: jar.header(url) } });
    jar.store(response);
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (location === null) return undefined;
    const next = new URL(location, url);
    if (next.origin !== origin) return next;
    url = next;
  }
  return undefined;
}

export async function authorizeOutcome(peer: Peer, query: string): Promise<Outcome> {
  const answer = await authorize(peer, query);
  if (answer === undefined) return 'page';
  // An answer in the fragment is one of another response mode.
  const { searchParams, hash } = answer;
  if (hash !== '') return 'fragment';
  return searchParams.get('error') ?? (searchParams.has('code') ? 'code' : 'nothing');
}

export async function tokenAnswer({ tokenUrl }: Peer, { body, headers = {} }: TokenQuestion) {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const response = await fetch(tokenUrl, { method: 'POST', headers: { ...type, ...headers }, body });
  const text = await response.text();
  const json: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  return { status: response.status, json: json as Readonly<Record<string, string | undefined>> };
}

export async function tokenOutcome(peer: Peer, question: TokenQuestion): Promise<Outcome> {
  const { status, json } = await tokenAnswer(peer, question);
  return status === 200 ? 'tokens' : `${status} ${json['error'] ?? ''}`;
}

export const basic = (clientId: string, secret = sharedSecret) => ({
  authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
});

/** Parameters of a request that redeems a code, with changes; an undefined value leaves one out. */
export function redemption(code: string, changes: Readonly<Record<string, string | undefined>> = {}): URLSearchParams {
  const good = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: testVerifier };
  return formOf({ ...good, ...changes });
}

export function formOf(parameters: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const said = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(said);
}
