import type { AnswerHeaders, Ask } from '../core/outbound.js';
import { FetchError } from './fetch-error.js';

/** Bounds of one document. */
export interface DocumentLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** A JSON document, and what came with it. */
export interface FetchedDocument {
  readonly value: unknown;
  readonly headers: AnswerHeaders;
}

/** Fetches a JSON document. Only a 200 counts. */
export async function fetchDocument(ask: Ask, url: string, limits: DocumentLimits): Promise<FetchedDocument> {
  const { status, headers, text } = await ask(url, limits);
  if (status !== 200) throw new FetchError(status >= 300 && status < 400 ? 'redirected' : 'status', url, { status });
  return { value: parse(url, text), headers };
}

/** Only the document. */
export async function fetchJson(ask: Ask, url: string, limits: DocumentLimits): Promise<unknown> {
  return (await fetchDocument(ask, url, limits)).value;
}

function parse(url: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No cause: what the parser says quotes the document.
    throw new FetchError('not_json', url);
  }
}
