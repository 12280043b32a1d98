import type { ExecutionContext } from '@nestjs/common';
import { rawRequest, rawResponse, type HttpExchange } from '../../http/http-exchange.js';

/** Contexts whose first argument is an HTTP request: plain routes, and tools of the MCP endpoint. */
const httpContexts = ['http', 'mcp'];

/** The HTTP exchange of a context, or undefined when the context is of another kind. */
export function httpExchangeOf(context: ExecutionContext): Partial<HttpExchange> | undefined {
  if (!httpContexts.includes(context.getType<string>())) return undefined;
  const http = context.switchToHttp();
  const request = rawRequest(http.getRequest());
  if (request === undefined) return undefined;
  const response = rawResponse(http.getResponse());
  return response === undefined ? { request } : { request, response };
}
