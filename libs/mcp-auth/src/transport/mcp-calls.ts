import { toNodeHandler, type NodeMcpRequestHandler } from '@modelcontextprotocol/node';
import { Inject, Injectable } from '@nestjs/common';
import type { HttpExchange } from '../http/http-exchange.js';
import { AuthInfos } from './auth-infos.js';
import { CallPlaces } from './call-places.js';
import { isCall, messagesOf } from './called-components.js';
import { Drain } from './drain.js';
import { Failures } from './failures.js';
import { GrantedCalls } from './granted-calls.js';
import { McpEndpoint } from './mcp-endpoint.js';
import { withinExchange, type McpExchange } from './mcp-exchange.js';
import { isOpenEnded } from './open-ended.js';
import { TransportSettings } from './transport.settings.js';

/** A call that was let in, with Node's own objects beside the adapter's. */
export interface McpCall extends McpExchange {
  readonly raw: HttpExchange;
}

/** Hands calls to the SDK, with the principal as `authInfo` and as the exchange that tools see. */
@Injectable()
export class McpCalls {
  private readonly handler: NodeMcpRequestHandler;

  constructor(
    @Inject(McpEndpoint) endpoint: McpEndpoint,
    @Inject(TransportSettings) { maxBodyBytes }: TransportSettings,
    @Inject(Failures) failures: Failures,
    @Inject(Drain) private readonly drain: Drain,
    @Inject(GrantedCalls) private readonly granted: GrantedCalls,
    @Inject(CallPlaces) private readonly places: CallPlaces,
    @Inject(AuthInfos) private readonly authInfos: AuthInfos,
  ) {
    this.handler = toNodeHandler(endpoint, {
      maxRequestBodySize: maxBodyBytes,
      onerror: (error) => void failures.log('The MCP call could not be handed over', error),
    });
  }

  async serve(call: McpCall): Promise<void> {
    const { raw, body, principal } = call;
    this.granted.record(call, raw);
    const request = Object.assign(raw.request, principal && { auth: this.authInfos.of(principal, raw) });
    const serve = () => withinExchange(call, () => this.handler(request, raw.response, body));
    if (isOpenEnded(raw.request.method, body)) return this.drain.trackStream(serve, raw.response);
    const counted = () => this.drain.track(serve, raw.response);
    // Whose calls have taken all places must still be able to cancel one, and to answer what one asks.
    if (principal === undefined || !messagesOf(body).some(isCall)) return counted();
    return this.places.run(principal, raw, counted);
  }
}
