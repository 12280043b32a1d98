import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { OAuthReason } from '../../core/errors/oauth-reasons.js';
import { collect, declaresTooMuch, isPlain } from '../../http/collected-body.js';
import type { EndpointRow } from './endpoint-row.js';

/**
 * More than the largest requests of this protocol have: a form with an assertion, which MariaDB still keeps in a text column where it
 * was pushed and every character is encoded; a registration with its keys.
 */
const limits = { form: 20 * 1024, json: 64 * 1024 } as const;

/** A body as text, or why there is none. */
export type EndpointBody =
  | { readonly read: 'text'; readonly text: string; readonly byteLength: number }
  | { readonly read: 'refused'; readonly reason: OAuthReason }
  | { readonly read: 'aborted' }
  | { readonly read: 'nothing' };

const mediaTypes = { form: 'application/x-www-form-urlencoded', json: 'application/json' } as const;
const reasons = { form: 'body_not_form', json: 'body_not_json_object' } as const;

/** Reads the body of a request to an endpoint, before any parser of the application could make something else of it. */
export async function readEndpointBody(
  request: IncomingMessage,
  payload: Readable,
  { body }: Pick<EndpointRow, 'body'>,
): Promise<EndpointBody> {
  if (body === 'none' || (request.method !== 'POST' && request.method !== 'PUT')) return { read: 'nothing' };
  const maxBytes = limits[body];
  if (declaresTooMuch(request, maxBytes)) return { read: 'refused', reason: 'request_too_large' };
  if (!isTyped(request, mediaTypes[body]) || payload.readableEnded) return { read: 'refused', reason: reasons[body] };
  const bytes = await collect(payload, maxBytes);
  if (bytes === 'aborted') return { read: 'aborted' };
  if (bytes === 'too_large') return { read: 'refused', reason: 'request_too_large' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { read: 'text', text, byteLength: bytes.byteLength };
  } catch {
    return { read: 'refused', reason: reasons[body] };
  }
}

/** The one type, with a character set that changes nothing or none. */
function isTyped({ headers }: IncomingMessage, mediaType: string): boolean {
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .split(';')
    .map((part) => part.trim().toLowerCase());
  const isUtf8 = parameters.every((one) => /^(?:charset="?utf-8"?|)$/.test(one));
  return type === mediaType && isUtf8 && isPlain(headers['content-encoding']);
}
