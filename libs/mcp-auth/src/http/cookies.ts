import type { IncomingMessage } from 'node:http';

/** The value of a cookie (RFC 6265 §5.4); of several with one name, the first. */
export function cookieOf({ headers }: IncomingMessage, name: string): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** How long a cookie stays: until the browser is closed, for so many seconds, or no longer. */
export type CookieStay = 'while_open' | 'gone' | { readonly seconds: number };

/**
 * A `Set-Cookie` line for this host alone, that no script can read and that other sites' forms do not carry (RFC 6265bis §4.1).
 * @param secure whether the browser may send it over https alone
 */
export function cookieLine(
  { name, value }: { readonly name: string; readonly value: string },
  stay: CookieStay,
  secure: 'https_only' | 'loopback',
): string {
  const maxAge = stay === 'while_open' ? [] : [`Max-Age=${stay === 'gone' ? 0 : stay.seconds}`];
  const rest = secure === 'https_only' ? ['Secure'] : [];
  return [`${name}=${value}`, 'Path=/', ...maxAge, 'HttpOnly', 'SameSite=Lax', ...rest].join('; ');
}
