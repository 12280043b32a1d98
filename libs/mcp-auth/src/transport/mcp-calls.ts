import { toNodeHandler, type NodeMcpRequestHandler } from '@modelcontextprotocol/node';
import type { AuthInfo } from '@modelcontextprotocol/server';
import { Inject, Injectable } from '@nestjs/common';
import { readBearerCredential } from '../core/bearer-token.js';
import { ChallengeSettings } from '../http/bearer-refusal.js';
import { headerFields, type HttpExchange } from '../http/http-exchange.js';
import { authInfoOf } from './auth-info.js';
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
    @Inject(Failures) failures: Failures,
    @Inject(Drain) private readonly drain: Drain,
    @Inject(GrantedCalls) private readonly granted: GrantedCalls,
    @Inject(TransportSettings) private readonly settings: TransportSettings,
    @Inject(ChallengeSettings) private readonly challenge: ChallengeSettings,
  ) {
    this.handler = toNodeHandler(endpoint, {
      maxRequestBodySize: settings.maxBodyBytes,
      onerror: (error) => void failures.log('The MCP call could not be handed over', error),
    });
  }

  async serve(call: McpCall): Promise<void> {
    const { raw, body } = call;
    this.granted.record(call, raw);
    const auth = this.authInfo(call);
    const request = Object.assign(raw.request, auth && { auth });
    const serve = () => withinExchange(call, () => this.handler(request, raw.response, body));
    await (isOpenEnded(raw.request.method, body)
      ? this.drain.trackStream(serve, raw.response)
      : this.drain.track(serve, raw.response));
  }

  private authInfo({ raw, principal }: McpCall): AuthInfo | undefined {
    if (principal === undefined) return undefined;
    const credential = readBearerCredential(headerFields(raw.request, 'authorization'));
    const { resourceMetadataUrl } = this.challenge;
    return authInfoOf(principal, {
      token: credential.found === 'token' ? credential.token : '',
      resource: this.settings.resource,
      ...(resourceMetadataUrl !== undefined && { resourceMetadataUrl }),
    });
  }
}
