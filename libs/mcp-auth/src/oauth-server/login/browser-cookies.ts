import { cookieLine, type CookieStay } from '../../http/cookies.js';

/** What a browser keeps for this server. */
export type BrowserCookie = 'browser' | 'session' | 'device';

/**
 * The name of a cookie. Over https the prefix has browsers refuse it from any other host and over http (RFC 6265bis §4.1.3.2); on loopback,
 * where cookies know no ports, the name holds the port. A server below a path has names of its own.
 */
export function cookieName(cookie: BrowserCookie, issuer: string): string {
  const { protocol, port, pathname } = new URL(issuer);
  const path = pathname.replaceAll(/[^A-Za-z0-9]+/g, '_').replaceAll(/^_|_$/g, '');
  const words = ['mcp_auth', ...(protocol === 'https:' ? [] : [port || '80']), ...(path === '' ? [] : [path]), cookie];
  return (protocol === 'https:' ? '__Host-' : '') + words.join('_');
}

/** A `Set-Cookie` line. */
export function browserCookie(cookie: BrowserCookie, value: string, stay: CookieStay, issuer: string): string {
  const secure = issuer.startsWith('https:') ? 'https_only' : 'loopback';
  return cookieLine({ name: cookieName(cookie, issuer), value }, stay, secure);
}
