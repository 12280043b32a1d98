import { All, Controller, Inject, Req, Res, UseFilters, UseGuards, VERSION_NEUTRAL, type Type } from '@nestjs/common';
import { rawRequest, rawResponse, takeOver } from '../http/http-exchange.js';
import { writeReply } from '../http/http-reply.js';
import { principalOfRequest } from '../token-verification/attached-principal.js';
import { McpAuthGuard } from '../token-verification/mcp-auth.guard.js';
import { Admission } from './admission.js';
import { McpCalls } from './mcp-calls.js';
import { McpRouteFilter } from './mcp-route.filter.js';

/** Makes the controller of one registration: Nest keys routes by class, so a class is never shared. */
export function mcpTransportController(path: string): Type {
  @Controller({ path, version: VERSION_NEUTRAL })
  @UseGuards(McpAuthGuard)
  @UseFilters(McpRouteFilter)
  class McpTransportController {
    constructor(
      @Inject(Admission) private readonly admission: Admission,
      @Inject(McpCalls) private readonly calls: McpCalls,
    ) {}

    @All()
    async serve(@Req() request: { readonly body?: unknown }, @Res() response: object): Promise<void> {
      const raw = { request: rawRequest(request), response: rawResponse(response) };
      const principal = principalOfRequest(request);
      if (raw.request === undefined || raw.response === undefined || principal === undefined) {
        throw new Error('McpAuthGuard has not let this request in');
      }
      const incoming = { request: raw.request, response: raw.response };
      const refusal = await this.admission.admitLate(incoming);
      takeOver(response);
      if (refusal !== undefined) writeReply(raw.response, refusal);
      else await this.calls.serve({ raw: incoming, request, response, principal, body: request.body });
    }
  }
  return McpTransportController;
}
