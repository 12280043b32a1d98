import type { ServerResponse } from 'node:http';
import type { HttpReply } from '../../http/http-reply.js';
import type { EndpointRow } from './endpoint-row.js';

const readableByAll = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'WWW-Authenticate, Retry-After',
};

const preflightHeaders = {
  ...readableByAll,
  'access-control-allow-headers': 'Authorization, Content-Type, Accept, MCP-Protocol-Version, DPoP',
  'access-control-max-age': '600',
};

/** Headers that let pages read an answer, or keep them from it. */
export function readingHeaders({ readableBy }: EndpointRow): Readonly<Record<string, string>> {
  return readableBy === 'every_origin' ? readableByAll : {};
}

/** Answers a preflight. */
export function preflightReply(row: EndpointRow): HttpReply {
  const allow = [...row.methods, 'OPTIONS'].join(', ');
  const headers: Readonly<Record<string, string>> =
    row.readableBy === 'nobody' ? { allow } : { ...preflightHeaders, 'access-control-allow-methods': allow };
  return { status: 204, headers, body: '' };
}

/** Takes back what the application's own CORS rules said: ours are as public as they look, and never by cookie. */
export function dropForeignCorsHeaders(response: ServerResponse): void {
  for (const name of response.getHeaderNames()) {
    if (name.startsWith('access-control-')) response.removeHeader(name);
  }
}
