import { Inject, Injectable, Logger } from '@nestjs/common';
import { Randomness } from '../core/randomness.js';
import type { HttpReply } from '../http/http-reply.js';
import { findExchange, type McpExchange } from './mcp-exchange.js';
import { rpcCodes, rpcReply } from './rpc-refusal.js';

/** Faults of the service while it served a call: told to the client by an id, and to the log in full. */
@Injectable()
export class Failures {
  private readonly logger = new Logger('McpEndpoint');
  /** What the SDK reports while it serves a call. Most of it is about a refused request, and never logged. */
  private readonly reported = new WeakMap<McpExchange, unknown>();

  constructor(@Inject(Randomness) private readonly randomness: Randomness) {}

  /** Keeps the error for the answer of the running call; outside of calls it goes to the log at once. */
  report(error: unknown): void {
    const exchange = findExchange();
    if (exchange === undefined) this.log('The MCP endpoint failed', error);
    else this.reported.set(exchange, error);
  }

  /** The answer to a call that failed, under an id that the log has too. */
  answer(body: unknown): Response {
    const exchange = findExchange();
    const correlationId = this.log('An MCP call failed', exchange && this.reported.get(exchange));
    const error = { code: rpcCodes.internalError, message: 'Internal error', data: { correlationId } };
    return Response.json({ jsonrpc: '2.0', error, id: requestId(body) }, { status: 500 });
  }

  /** The answer to a request that failed before anything of it was called, so that it has no id yet. */
  reply(error: unknown, status = 500): HttpReply {
    const data = { correlationId: this.log('The MCP route failed', error) };
    return rpcReply(status, rpcCodes.internalError, 'Internal error', { data });
  }

  /** Writes the error in full; the result is the id under which it stands in the log. */
  log(message: string, error: unknown): string {
    const correlationId = this.randomness.identifier();
    this.logger.error(`${message} (${correlationId})`, traceOf(error));
    return correlationId;
  }
}

function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const traces = [error, ...(error.cause instanceof Error ? [error.cause] : [])].map((one) => one.stack ?? String(one));
  return traces.join('\nCaused by: ');
}

function requestId(body: unknown): string | number | null {
  const id: unknown = typeof body === 'object' && body !== null && 'id' in body ? body.id : null;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}
