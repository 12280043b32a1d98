import { toNodeHandler, type NodeMcpRequestHandler } from '@modelcontextprotocol/node';
import {
  All,
  Controller,
  Inject,
  Req,
  Res,
  UseFilters,
  UseGuards,
  VERSION_NEUTRAL,
  type CanActivate,
  type Type,
} from '@nestjs/common';
import { readBearerCredential } from '../core/bearer-token.js';
import { ChallengeSettings } from '../http/bearer-refusal.js';
import { headerFields, rawRequest, rawResponse, takeOver } from '../http/http-exchange.js';
import { principalOf } from '../token-verification/attached-principal.js';
import { McpAuthGuard } from '../token-verification/mcp-auth.guard.js';
import { authInfoOf } from './auth-info.js';
import { Drain } from './drain.js';
import { McpEndpoint } from './mcp-endpoint.js';
import { withinExchange } from './mcp-exchange.js';
import { McpRouteFilter } from './mcp-route.filter.js';
import { isOpenEnded } from './open-ended.js';
import { TransportSettings } from './transport.settings.js';

/** Makes the controller of one registration: Nest keys routes by class, so a class is never shared. */
export function mcpTransportController(path: string, guard: Type<CanActivate> = McpAuthGuard): Type {
  @Controller({ path, version: VERSION_NEUTRAL })
  @UseGuards(guard)
  @UseFilters(McpRouteFilter)
  class McpTransportController {
    private readonly handler: NodeMcpRequestHandler;

    constructor(
      @Inject(McpEndpoint) endpoint: McpEndpoint,
      @Inject(Drain) private readonly drain: Drain,
      @Inject(TransportSettings) private readonly settings: TransportSettings,
      @Inject(ChallengeSettings) private readonly challenge: ChallengeSettings,
    ) {
      this.handler = toNodeHandler(endpoint, { maxRequestBodySize: settings.maxBodyBytes });
    }

    @All()
    async serve(@Req() request: { body?: unknown }, @Res() response: object): Promise<void> {
      const raw = { request: rawRequest(request), response: rawResponse(response) };
      const principal = principalOf(request);
      if (raw.request === undefined || raw.response === undefined || principal === undefined) {
        throw new Error('McpAuthGuard has not let this request in');
      }
      const { request: incoming, response: outgoing } = raw;
      const credential = readBearerCredential(headerFields(incoming, 'authorization'));
      const auth = authInfoOf(principal, {
        token: credential.found === 'token' ? credential.token : '',
        resource: this.settings.resource,
        ...(this.challenge.resourceMetadataUrl !== undefined && {
          resourceMetadataUrl: this.challenge.resourceMetadataUrl,
        }),
      });
      takeOver(response);
      const serve = () =>
        withinExchange({ request, response, principal }, () =>
          this.handler(Object.assign(incoming, { auth }), outgoing, request.body),
        );
      // A stream without an end is not waited for at shutdown; it is ended.
      await (isOpenEnded(incoming.method, request.body) ? serve() : this.drain.track(serve));
    }
  }
  return McpTransportController;
}
