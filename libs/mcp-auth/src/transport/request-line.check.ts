import type { IncomingMessage } from 'node:http';
import type { EndpointReason } from '../core/errors/reasons.js';

/** Methods of the MCP transport, for `Allow`. */
export const allowedMethods = 'GET, POST, DELETE, OPTIONS';

/** What no MCP client sends: another method, or a target that is no path. */
export function requestLineFault({ method, url }: IncomingMessage): EndpointReason | undefined {
  if (!['GET', 'POST', 'DELETE'].includes(method ?? '')) return 'method_not_allowed';
  return url?.startsWith('/') === true ? undefined : 'target_not_supported';
}
