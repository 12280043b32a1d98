import { requestJson, type FetchJson } from './request-json.js';

/**
 * Fetches a JSON document from a URL that the operator configured, which may be on a private address. Redirects are not
 * followed: one would choose a host that nobody configured.
 */
export const fetchJson: FetchJson = (url, { timeoutMs, maxBytes }) =>
  requestJson(url, { deadline: AbortSignal.timeout(timeoutMs), maxBytes });
