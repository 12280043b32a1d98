import { rawRequest, rawResponse } from '../../http/http-exchange.js';
import { refuseByHttp } from '../refusal-channels/http.channel.js';
import type { CredentialSource, RequestCredential } from './credential-source.js';

/** Contexts whose first argument is an HTTP request: plain routes, and tools of the MCP endpoint. */
export const httpSource: CredentialSource = {
  contextTypes: ['http', 'mcp'],
  read: (context) => {
    const http = context.switchToHttp();
    return requestCredential(http.getRequest(), http.getResponse());
  },
  refuse: refuseByHttp,
};

/** The credential of a request of either adapter; undefined where it is none. */
export function requestCredential(request: unknown, response: unknown): RequestCredential | undefined {
  const carrier = rawRequest(request);
  if (carrier === undefined) return undefined;
  const raw = rawResponse(response);
  return { in: 'request', carrier, adapterRequest: Object(request), ...(raw && { response: raw }) };
}
