import { requestJson, type FetchLimits } from './request-json.js';

/**
 * Fetches a JSON document from a URL that the operator configured, which may be on a private address. Redirects are not
 * followed: one would choose a host that nobody configured.
 */
export function fetchJson(url: string, { timeoutMs, maxBytes }: FetchLimits): Promise<unknown> {
  return requestJson(url, { deadline: AbortSignal.timeout(timeoutMs), maxBytes });
}
