import type { Response } from 'undici';
import type { OutboundAnswer, OutboundRequest } from '../core/outbound.js';
import { FetchError } from './fetch-error.js';
import { loadUndici, type Sender } from './network.js';

/**
 * One request over this sender. Redirects are not followed, and both time and size end with the limits, however slowly or
 * endlessly the other side sends.
 * @param deadline ends the request wherever it is
 */
export async function sendRequest(
  url: string,
  { method = 'GET', headers = {}, body, maxBytes }: OutboundRequest,
  deadline: AbortSignal,
  dispatcher: Sender,
): Promise<OutboundAnswer> {
  const undici = await loadUndici();
  try {
    const response = await undici.fetch(url, {
      method,
      dispatcher,
      redirect: 'manual',
      signal: deadline,
      headers: { accept: 'application/json', ...headers },
      ...(body !== undefined && { body }),
    });
    return { status: response.status, headers: response.headers, text: await readText(response, url, maxBytes) };
  } catch (cause) {
    if (cause instanceof FetchError) throw cause;
    throw deadline.aborted ? new FetchError('timeout', url) : new FetchError('unreachable', url, { cause });
  }
}

/** Reads piece by piece, so that a decompressed bomb or an endless body stops at the limit. */
async function readText({ body }: Response, url: string, maxBytes: number): Promise<string> {
  if (body === null) return '';
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.byteLength;
    if (bytes > maxBytes) throw new FetchError('too_large', url);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
