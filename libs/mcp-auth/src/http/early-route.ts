import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { HttpExchange } from './http-exchange.js';
import type { HttpReply } from './http-reply.js';

/** What became of a request body. */
export type EarlyBody =
  | { readonly read: 'value'; readonly value: unknown; readonly byteLength: number }
  | { readonly read: 'refused'; readonly reply: HttpReply }
  /** The client is gone; there is nobody to answer. */
  | { readonly read: 'aborted' }
  /** The request has no body to read. */
  | { readonly read: 'nothing' };

/** A route of ours that judges its requests before the application's body parsers see them. */
export interface EarlyRoute {
  readonly path: string;
  /** Judges the head of the request. A reply ends it; without one it goes on. */
  admit(exchange: HttpExchange): Promise<HttpReply | undefined>;
  /**
   * Reads the body of an admitted request.
   * @param payload the request itself, or the stream that an application's hook put in its place
   */
  readBody(request: IncomingMessage & { readonly body?: unknown }, payload: Readable): Promise<EarlyBody>;
}
