import { OAuthError } from '../../core/errors/oauth-error.js';
import type { Outbound } from '../../core/outbound.js';
import { FetchError } from '../../outbound/fetch-error.js';
import { fetchDocument, type FetchedDocument } from '../../outbound/json-document.js';

/** Twice what the draft advises: documents of well-known clients have long lists. */
const limits = { timeoutMs: 5_000, maxBytes: 10_240 };

/** Fetches the document that a client's id names, by the rules for URLs that nobody configured. */
export async function fetchClientDocument(outbound: Outbound, clientId: string): Promise<FetchedDocument> {
  const document = await fetchDocument(outbound.public, clientId, limits);
  if (!isJson(document.headers.get('content-type'))) throw unusable(clientId, 'not_json');
  return document;
}

function isJson(contentType: string | null): boolean {
  return /^application\/(?:[a-z0-9.-]+\+)?json *(?:;|$)/i.test(contentType ?? '');
}

/** Why there is no document, in the words of whoever found out. */
export function documentRefusal(error: unknown, clientId: string): OAuthError {
  if (error instanceof OAuthError) return unusable(clientId, [error.reason, ...Object.values(error.details)].join(' '));
  if (!(error instanceof FetchError)) throw error;
  const isOutage = error.fault === 'unreachable' || error.fault === 'timeout' || (error.status ?? 0) >= 500;
  const reason = isOutage ? 'client_document_unreachable' : 'client_document_unusable';
  return new OAuthError(reason, { clientId, cause: error.message }, { cause: error });
}

function unusable(clientId: string, cause: string): OAuthError {
  return new OAuthError('client_document_unusable', { clientId, cause });
}
