import type { Agent, buildConnector, Response } from 'undici';
import { FetchError } from './fetch-error.js';

/** Bounds of one fetch. */
export interface FetchLimits {
  /** From the first packet to the last byte of the body. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** Fetches a JSON document by the rules of one class of URLs; fails with `FetchError`. */
export type FetchJson = (url: string, limits: FetchLimits) => Promise<unknown>;

/** A JSON document, and what came with it. */
export interface FetchedDocument {
  readonly value: unknown;
  readonly headers: DocumentHeaders;
}

/** Header fields by name, without regard to case. */
export interface DocumentHeaders {
  get(name: string): string | null;
}

export type FetchDocument = (url: string, limits: FetchLimits) => Promise<FetchedDocument>;

export interface JsonRequest {
  /** Ends the fetch wherever it is. */
  readonly deadline: AbortSignal;
  /** Bytes of the body after it is unpacked. */
  readonly maxBytes: number;
  /** How the socket is opened. */
  readonly connect?: buildConnector.BuildOptions;
}

/** Only the document. */
export async function requestJson(url: string, request: JsonRequest): Promise<unknown> {
  return (await requestDocument(url, request)).value;
}

/**
 * One GET of a JSON document, on a connection of its own that does not outlive it. Only a 200 counts, redirects are not
 * followed, and both time and size end with the limits, however slowly or endlessly the other side sends.
 */
export async function requestDocument(url: string, request: JsonRequest): Promise<FetchedDocument> {
  const undici = await loadUndici();
  const dispatcher = new undici.Agent({ ...(request.connect && { connect: request.connect }) });
  try {
    const response = await send(undici, url, request.deadline, dispatcher);
    if (response.status !== 200) throw refusedStatus(url, response.status);
    return { value: parse(url, await readText(response, url, request)), headers: response.headers };
  } finally {
    await dispatcher.destroy();
  }
}

type Undici = typeof import('undici');

/**
 * undici makes itself the dispatcher of the process's own `fetch`, unless there is one already. The application's requests are
 * none of ours, so Node's dispatcher comes first; it is made when one of its classes is asked for.
 */
function loadUndici(): Promise<Undici> {
  Reflect.get(globalThis, 'Response');
  return import('undici');
}

async function send(undici: Undici, url: string, deadline: AbortSignal, dispatcher: Agent): Promise<Response> {
  try {
    return await undici.fetch(url, {
      dispatcher,
      redirect: 'manual',
      signal: deadline,
      headers: { accept: 'application/json' },
    });
  } catch (cause) {
    throw broken(url, deadline, cause);
  }
}

function refusedStatus(url: string, status: number): FetchError {
  return new FetchError(status >= 300 && status < 400 ? 'redirected' : 'status', url, { status });
}

/** Reads piece by piece, so that a decompressed bomb or an endless body stops at the limit. */
async function readText(response: Response, url: string, { maxBytes, deadline }: JsonRequest): Promise<string> {
  if (response.body === null) return '';
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const piece of response.body) {
      bytes += piece.byteLength;
      if (bytes > maxBytes) throw new FetchError('too_large', url);
      pieces.push(piece);
    }
  } catch (cause) {
    throw cause instanceof FetchError ? cause : broken(url, deadline, cause);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function broken(url: string, deadline: AbortSignal, cause: unknown): FetchError {
  return deadline.aborted ? new FetchError('timeout', url) : new FetchError('unreachable', url, { cause });
}

function parse(url: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No cause: what the parser says quotes the document.
    throw new FetchError('not_json', url);
  }
}
