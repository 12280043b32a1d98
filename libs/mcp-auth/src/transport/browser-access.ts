import type { IncomingMessage, ServerResponse } from 'node:http';
import { shownUrl } from '../core/quoted-url.js';
import { headerFields } from '../http/http-exchange.js';
import type { HttpReply } from '../http/http-reply.js';
import { corsHeaders, preflightReply } from './cors.js';
import { isOriginAllowed } from './origin.check.js';

/** Whether the page that sends a request may do so, and what its browser has to be told. */
export type BrowserAccess =
  | { readonly granted: 'yes'; readonly headers: Readonly<Record<string, string>> }
  | { readonly granted: 'preflight'; readonly reply: HttpReply }
  /** The origins are for the log: an operator must know which one to allow. */
  | { readonly granted: 'no'; readonly origins: readonly string[] };

/** Sets the headers beside those that the application has set. */
export function setCorsHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'vary') response.appendHeader(name, value);
    else response.setHeader(name, value);
  }
}

/** Judges the `Origin` of a request. Two of them are none that could be allowed. */
export function browserAccess(
  request: IncomingMessage,
  settings: { readonly resource?: string | undefined; readonly allowedOrigins: readonly string[] },
): BrowserAccess {
  const origins = headerFields(request, 'origin');
  const [origin] = origins;
  if (origins.length > 1 || !isOriginAllowed(origin, settings)) {
    return { granted: 'no', origins: origins.slice(0, 4).map((text) => shownUrl(text).slice(0, 256)) };
  }
  if (request.method === 'OPTIONS') {
    const reply = preflightReply(origin, request.headers['access-control-request-headers']);
    return { granted: 'preflight', reply };
  }
  return { granted: 'yes', headers: origin === undefined ? {} : corsHeaders(origin) };
}
