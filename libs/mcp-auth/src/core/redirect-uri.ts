import { isLoopback } from './resource-identifier.js';

/** What a client says of itself that decides which redirect URIs it may have. */
export interface RedirectingClient {
  /** `web` where its pages run on a server of its own (OpenID Connect Registration §2); many clients do not say. */
  readonly applicationType?: 'web' | 'native' | undefined;
  /** Whether it can keep a secret; who can has a server, and needs no scheme of an application. */
  readonly confidentiality: 'public' | 'confidential';
}

/** Why a redirect URI cannot be taken: the closed list. */
export type RedirectUriFault =
  | 'malformed'
  | 'has_fragment'
  | 'has_user_info'
  | 'has_response_parameter'
  | 'plain_http'
  | 'loopback_of_web_client'
  | 'scheme_not_allowed';

/** How else than by its usual names this machine is called. */
const thisMachine =
  /(?:^|\.)localhost\.?$|^127(?:\.\d{1,3}){3}\.?$|^0\.0\.0\.0$|^\[::1?\]$|^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/;

/** Whether any program of the person's own computer may be what answers there, whatever the URL calls it. */
export function leadsToThisMachine({ hostname }: URL): boolean {
  return thisMachine.test(hostname);
}

/** Schemes without a dot that well-known MCP clients have had for long. */
const knownSchemes: ReadonlySet<string> = new Set(['cursor:', 'vscode:', 'vscode-insiders:']);

/** Blanks, control characters, and backslashes, which browsers read as slashes: none of them stands in a URI (RFC 3986 §2). */
const notOfUri = /[^\u0021-\u007e]|\\/;

/** What answers say: a query that says it already would make two of it, of which the client could read the wrong one (RFC 9207 §2.4). */
const responseParameters = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri', 'response'];

/** The port of a loopback redirect URI, between what has to be equal (RFC 8252 §7.3). */
const loopbackUri = /^(http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]))(?::\d{1,5})?((?:[/?].*)?)$/;

/**
 * Whether a redirect URI of a request is a registered one: character by character, save for the port of a loopback address, which
 * the operating system chooses anew for each login (OAuth 2.1 §2.3.1, RFC 8252 §7.3).
 */
export function isRegisteredRedirectUri(asked: string, registered: readonly string[]): boolean {
  return registered.some((one) => one === asked || isSameButPort(one, asked));
}

/** What speaks against a redirect URI, at registration and at each request alike; undefined where nothing does. */
export function redirectUriFault(uri: string, client: RedirectingClient): RedirectUriFault | undefined {
  if (notOfUri.test(uri) || !URL.canParse(uri)) return 'malformed';
  if (uri.includes('#')) return 'has_fragment';
  const url = new URL(uri);
  if (url.username !== '' || url.password !== '') return 'has_user_info';
  // `https:host/cb` is relative to a page of an https server; and what is shown has to be what is written.
  if (['http:', 'https:'].includes(url.protocol) && !isWrittenOut(uri, url)) return 'malformed';
  if (responseParameters.some((name) => url.searchParams.has(name))) return 'has_response_parameter';
  return schemeFault(url, client);
}

/** Whether the host stands there as it is: after two slashes, and in the form in which it will be asked. */
function isWrittenOut(uri: string, { host, protocol }: URL): boolean {
  const [, authority] = /^https?:\/\/([^/?#]+)/i.exec(uri) ?? [];
  const written = authority?.toLowerCase();
  const port = protocol === 'https:' ? ':443' : ':80';
  return written === host || written === host + port;
}

function schemeFault(url: URL, client: RedirectingClient): RedirectUriFault | undefined {
  switch (url.protocol) {
    case 'https:':
      return faultOfHost(url, client);
    case 'http:':
      return isLoopback(url) ? faultOfHost(url, client) : 'plain_http';
    default:
      return mayUseScheme(url.protocol, client) ? undefined : 'scheme_not_allowed';
  }
}

/** Browsers run `javascript:` and show `data:`; so only schemes that applications own by a name of theirs are taken. */
function mayUseScheme(protocol: string, { confidentiality }: RedirectingClient): boolean {
  return confidentiality === 'public' && (protocol.includes('.') || knownSchemes.has(protocol));
}

function faultOfHost(url: URL, { applicationType }: RedirectingClient): RedirectUriFault | undefined {
  return applicationType === 'web' && isLoopback(url) ? 'loopback_of_web_client' : undefined;
}

function isSameButPort(registered: string, asked: string): boolean {
  const [, host, rest] = loopbackUri.exec(registered) ?? [];
  const [, askedHost, askedRest] = loopbackUri.exec(asked) ?? [];
  return host !== undefined && host === askedHost && rest === askedRest;
}
