import type { RequestFields } from '../../libs/mcp-auth/src/core/request-verifier.js';

/** A request with these header fields, names in lower case; lists are fields sent more than once. */
export function requestFields(
  headers: Readonly<Record<string, string | readonly string[]>>,
  peerNames?: readonly string[],
): RequestFields {
  return {
    valuesOf: (name) => [headers[name] ?? []].flat(),
    peer: peerNames && { names: peerNames },
  };
}
