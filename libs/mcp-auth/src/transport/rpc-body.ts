import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { EndpointReason } from '../core/errors/reasons.js';
import { collect, isPlain } from '../http/collected-body.js';
import type { EarlyBody } from '../http/early-route.js';

export { declaresTooMuch } from '../http/collected-body.js';

/** What became of the body of a request; a refusal is a reason still, and no reply. */
export type RpcBody =
  Exclude<EarlyBody, { readonly read: 'refused' }> | { readonly read: 'refused'; readonly reason: EndpointReason };

/** Deeper JSON than any tool needs; recursive code further in would run out of stack. */
const maxDepth = 128;

type RequestWithBody = IncomingMessage & { readonly body?: unknown };

/**
 * Reads the JSON-RPC body of a POST, at most `maxBytes` of it. Where a parser of the application has read it already, its
 * result is judged instead.
 */
export async function readRpcBody(request: RequestWithBody, payload: Readable, maxBytes: number): Promise<RpcBody> {
  if (request.method !== 'POST') return { read: 'nothing' };
  const { 'content-type': type, 'content-encoding': encoding } = request.headers;
  if (!isJson(type) || !isPlain(encoding)) return { read: 'refused', reason: 'media_type_not_supported' };
  if (payload.readableEnded) return judgeParsed(request);
  const bytes = await collect(payload, maxBytes);
  if (bytes === 'aborted') return { read: 'aborted' };
  return bytes === 'too_large' ? { read: 'refused', reason: 'body_too_large' } : parse(bytes);
}

function parse(bytes: Buffer): RpcBody {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { read: 'refused', reason: 'body_not_json' };
  }
  return judge(value, bytes.byteLength);
}

function judgeParsed({ body, headers }: RequestWithBody): RpcBody {
  if (body === undefined) return { read: 'refused', reason: 'body_not_json' };
  if (typeof body === 'string' || Buffer.isBuffer(body)) return parse(Buffer.from(body));
  return judge(body, Number(headers['content-length'] ?? 0));
}

function judge(value: unknown, byteLength: number): RpcBody {
  return isTooDeep(value) ? { read: 'refused', reason: 'body_too_deep' } : { read: 'value', value, byteLength };
}

/** Level by level instead of by recursion: the check must not fall to what it guards against. */
function isTooDeep(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return true;
    level = level.flatMap(membersOf);
  }
  return false;
}

function membersOf(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).filter((member) => typeof member === 'object' && member !== null);
}

function isJson(contentType: string | undefined): boolean {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json';
}
