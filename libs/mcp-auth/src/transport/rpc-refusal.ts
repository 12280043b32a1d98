import type { EndpointReason } from '../core/errors/reasons.js';
import type { BearerRefusal } from '../http/bearer-refusal.js';
import { jsonReply, type HttpReply } from '../http/http-reply.js';

/** JSON-RPC 2.0 §5.1. Codes from -32000 to -32099 belong to the protocol's authors; refusals by HTTP need none of them. */
export const rpcCodes = { parseError: -32700, invalidRequest: -32600, internalError: -32603 } as const;

export type RpcCode = (typeof rpcCodes)[keyof typeof rpcCodes];

/** A refusal below JSON-RPC: the request has no id that could be repeated (MCP: streamable HTTP, "error without id"). */
export function rpcReply(
  status: number,
  code: RpcCode,
  message: string,
  extra: { readonly data?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): HttpReply {
  const error = { code, message, ...(extra.data !== undefined && { data: extra.data }) };
  return jsonReply(status, { jsonrpc: '2.0', error, id: null }, extra.headers);
}

/** A refusal as the MCP endpoint tells it: status and headers decide, the body is for people. */
export function refusalReply(
  { status, headers, error, description }: BearerRefusal,
  { correlationId, reason }: { readonly correlationId: string; readonly reason?: EndpointReason },
): HttpReply {
  return rpcReply(status, codeOf(status, reason), description, { data: { error, correlationId }, headers });
}

function codeOf(status: number, reason: EndpointReason | undefined): RpcCode {
  if (reason === 'body_not_json') return rpcCodes.parseError;
  return status >= 500 ? rpcCodes.internalError : rpcCodes.invalidRequest;
}
