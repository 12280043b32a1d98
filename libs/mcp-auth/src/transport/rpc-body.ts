import type { IncomingMessage } from 'node:http';
import type { EarlyBody } from '../http/early-route.js';
import { rpcCodes, rpcReply, type RpcCode } from './rpc-refusal.js';

/** Deeper JSON than any tool needs; recursive code further in would run out of stack. */
const maxDepth = 128;

/** Reads the JSON-RPC body of a POST, at most `maxBytes` of it. */
export async function readRpcBody(request: IncomingMessage, maxBytes: number): Promise<EarlyBody> {
  if (request.method !== 'POST') return { read: 'nothing' };
  if (!isJson(request.headers['content-type'])) return refused(415, 'Content-Type must be application/json');
  if (!isPlain(request.headers['content-encoding'])) return refused(415, 'Content-Encoding is not supported');
  const bytes = await collect(request, maxBytes);
  if (bytes === 'aborted') return { read: 'aborted' };
  if (bytes === 'too_large') return tooLarge(maxBytes);
  return parse(bytes);
}

/** Whether the head already says that the body is too large. */
export function declaresTooMuch(request: IncomingMessage, maxBytes: number): boolean {
  return Number(request.headers['content-length'] ?? 0) > maxBytes;
}

/** The answer to a body over the limit; the connection ends with it, so that the rest is not read for nothing. */
export function tooLarge(maxBytes: number): Extract<EarlyBody, { read: 'refused' }> {
  const reply = rpcReply(413, rpcCodes.invalidRequest, `The body must not be larger than ${maxBytes} bytes`, {
    headers: { connection: 'close' },
  });
  return { read: 'refused', reply };
}

function parse(bytes: Buffer): EarlyBody {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refused(400, 'The body is not valid JSON', rpcCodes.parseError);
  }
  if (isTooDeep(value)) return refused(400, `The body is nested deeper than ${maxDepth} levels`);
  return { read: 'value', value, byteLength: bytes.byteLength };
}

/** Settles once, whatever happens to the connection. */
function collect(request: IncomingMessage, maxBytes: number): Promise<Buffer | 'too_large' | 'aborted'> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let length = 0;
    request.on('data', (piece: Buffer) => {
      length += piece.byteLength;
      if (length <= maxBytes) pieces.push(piece);
      else resolve('too_large');
    });
    request.on('end', () => resolve(Buffer.concat(pieces)));
    request.on('error', () => resolve('aborted'));
    request.on('close', () => resolve('aborted'));
  });
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

function isPlain(encoding: string | undefined): boolean {
  return encoding === undefined || encoding.toLowerCase() === 'identity';
}

function refused(status: number, message: string, code: RpcCode = rpcCodes.invalidRequest): EarlyBody {
  return { read: 'refused', reply: rpcReply(status, code, message) };
}
