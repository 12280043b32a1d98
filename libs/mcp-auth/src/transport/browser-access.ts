import type { IncomingMessage } from 'node:http';
import { headerFields } from '../http/http-exchange.js';
import type { HttpReply } from '../http/http-reply.js';
import { corsHeaders, preflightReply } from './cors.js';
import { isOriginAllowed } from './origin.check.js';

/** Whether the page that sends a request may do so, and what its browser has to be told. */
export type BrowserAccess =
  | { readonly granted: 'yes'; readonly headers: Readonly<Record<string, string>> }
  | { readonly granted: 'preflight'; readonly reply: HttpReply }
  | { readonly granted: 'no' };

/** Judges the `Origin` of a request. Two of them are none that could be allowed. */
export function browserAccess(
  request: IncomingMessage,
  settings: { readonly resource: string; readonly allowedOrigins: readonly string[] },
): BrowserAccess {
  const origins = headerFields(request, 'origin');
  const [origin] = origins;
  if (origins.length > 1 || !isOriginAllowed(origin, settings)) return { granted: 'no' };
  if (request.method === 'OPTIONS') {
    const reply = preflightReply(origin, request.headers['access-control-request-headers']);
    return { granted: 'preflight', reply };
  }
  return { granted: 'yes', headers: origin === undefined ? {} : corsHeaders(origin) };
}
