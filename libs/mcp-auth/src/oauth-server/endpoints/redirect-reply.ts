import type { HttpReply } from '../../http/http-reply.js';

/** Never 307 or 308: those would send the form of a login on to the client (RFC 9700 §4.12). */
export function redirectReply(url: string, cookies: readonly string[] = []): HttpReply {
  return {
    status: 303,
    headers: { location: url, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    cookies,
    body: '',
  };
}
