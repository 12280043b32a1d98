import type { HttpReply } from '../http/http-reply.js';

const requestHeaders = [
  'Authorization',
  'Content-Type',
  'Accept',
  'MCP-Protocol-Version',
  'Mcp-Method',
  'Mcp-Name',
  'Mcp-Session-Id',
  'Last-Event-ID',
];

/** Headers that let a page of an allowed origin read the answer; never with cookies. */
export function corsHeaders(origin: string): Readonly<Record<string, string>> {
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'WWW-Authenticate, Mcp-Session-Id, MCP-Protocol-Version, Retry-After',
    vary: 'Origin',
  };
}

/** Answers a preflight, without asking for credentials: browsers send none with it. */
export function preflightReply(origin: string | undefined, requestedHeaders: string | undefined): HttpReply {
  return {
    status: 204,
    headers: {
      ...(origin !== undefined && corsHeaders(origin)),
      'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
      'access-control-allow-headers': [...requestHeaders, ...parameterHeaders(requestedHeaders)].join(', '),
      'access-control-max-age': '600',
    },
    body: '',
  };
}

/** `Mcp-Param-*` headers are named after tool arguments, so only the request knows them. */
function parameterHeaders(requested = ''): readonly string[] {
  return requested
    .split(',')
    .map((name) => name.trim())
    .filter((name) => /^mcp-param-[\w-]{1,64}$/i.test(name))
    .slice(0, 32);
}
