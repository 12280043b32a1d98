import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  createMcpHandler,
  isLegacyRequest,
  type McpHandlerRequestOptions,
  type McpHttpHandler,
} from '@modelcontextprotocol/server';
import { Clock } from '../core/clock.js';
import { Randomness } from '../core/randomness.js';
import { currentExchange } from './mcp-exchange.js';
import { McpServers } from './mcp-servers.js';
import { endingWithToken, isOpenEnded } from './open-ended.js';
import { Sessions } from './sessions.js';
import { TransportSettings } from './transport.settings.js';

/** Serves both eras of the protocol at one URL; which one speaks is told by how a request opens. */
@Injectable()
export class McpEndpoint {
  private readonly logger = new Logger('McpEndpoint');
  private readonly stateless: McpHttpHandler;
  private readonly sessions: Sessions;

  constructor(
    @Inject(McpServers) servers: McpServers,
    @Inject(TransportSettings) { maxBodyBytes }: TransportSettings,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Randomness) randomness: Randomness,
  ) {
    this.stateless = createMcpHandler(servers.create, {
      legacy: 'reject',
      maxRequestBodySize: maxBodyBytes,
      onerror: (error) => this.logger.debug(error.message),
    });
    this.sessions = new Sessions(servers.create, clock, randomness);
  }

  /** The web-standard face that the SDK's Node adapter calls. */
  readonly fetch = async (request: Request, options: McpHandlerRequestOptions = {}): Promise<Response> => {
    const legacy = await isLegacyRequest(request, options.parsedBody);
    const response = await (legacy ? this.sessions.fetch(request, options) : this.stateless.fetch(request, options));
    if (!isOpenEnded(request.method, options.parsedBody)) return response;
    return endingWithToken(response, currentExchange().principal.expiresAt, this.clock);
  };

  async close(): Promise<void> {
    await Promise.all([this.sessions.close(), this.stateless.close()]);
  }
}
