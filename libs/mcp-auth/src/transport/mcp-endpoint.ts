import { Inject, Injectable } from '@nestjs/common';
import {
  createMcpHandler,
  isLegacyRequest,
  type McpHandlerRequestOptions,
  type McpHttpHandler,
} from '@modelcontextprotocol/server';
import { Clock } from '../core/clock.js';
import { Randomness } from '../core/randomness.js';
import { Failures } from './failures.js';
import { currentExchange, hangUp } from './mcp-exchange.js';
import { McpServers } from './mcp-servers.js';
import { isOpenEnded } from './open-ended.js';
import { OpenStreams } from './open-streams.js';
import { ResourceSubscriptions } from './resource-subscriptions.js';
import { tellSession } from './session-changes.js';
import { Sessions } from './sessions.js';
import { cutWhenTooSlow } from './slow-reader.js';
import { TransportSettings } from './transport.settings.js';

/** Serves both eras of the protocol at one URL; which one speaks is told by how a request opens. */
@Injectable()
export class McpEndpoint {
  private readonly stateless: McpHttpHandler;
  private readonly sessions: Sessions;
  private readonly unsubscribe: () => void;

  constructor(
    @Inject(McpServers) servers: McpServers,
    @Inject(Failures) private readonly failures: Failures,
    @Inject(TransportSettings) { maxBodyBytes, changes }: TransportSettings,
    @Inject(ResourceSubscriptions) subscriptions: ResourceSubscriptions,
    @Inject(OpenStreams) private readonly streams: OpenStreams,
    @Inject(Clock) clock: Clock,
    @Inject(Randomness) randomness: Randomness,
  ) {
    const report = (error: unknown) => failures.report(error);
    this.stateless = createMcpHandler(servers.create, {
      legacy: 'reject',
      maxRequestBodySize: maxBodyBytes,
      bus: changes,
      onerror: report,
    });
    this.sessions = new Sessions(servers.create, { clock, randomness, report });
    this.unsubscribe = changes.subscribe((event) => {
      this.sessions.forEach((server) => void tellSession(server, event, subscriptions).catch(report));
    });
  }

  /** The web-standard face that the SDK's Node adapter calls. */
  readonly fetch = async (request: Request, options: McpHandlerRequestOptions = {}): Promise<Response> => {
    try {
      const response = await (isOpenEnded(request.method, options.parsedBody)
        ? this.openStream(request, options)
        : this.route(request, options));
      return response.status === 500
        ? this.failures.answer(options.parsedBody)
        : cutWhenTooSlow(response, hangUp(currentExchange()));
    } catch (error) {
      this.failures.report(error);
      return this.failures.answer(options.parsedBody);
    }
  };

  async close(): Promise<void> {
    this.unsubscribe();
    await Promise.all([this.sessions.close(), this.stateless.close()]);
  }

  private async route(request: Request, options: McpHandlerRequestOptions): Promise<Response> {
    const legacy = await isLegacyRequest(request, options.parsedBody);
    return legacy ? this.sessions.fetch(request, options) : this.stateless.fetch(request, options);
  }

  private openStream(request: Request, options: McpHandlerRequestOptions): Promise<Response> {
    const { principal } = currentExchange();
    if (principal === undefined) throw new Error('Streams are for those who have a token');
    return this.streams.open(principal, request.signal, () => this.route(request, options));
  }
}
