import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { BearerRefusals } from '../http/bearer-refusals.js';
import type { EarlyBody, EarlyRoute } from '../http/early-route.js';
import { headerFields, type HttpExchange } from '../http/http-exchange.js';
import type { HttpReply } from '../http/http-reply.js';
import { RequestAuthenticator } from '../token-verification/request-authenticator.js';
import { corsHeaders, preflightReply } from './cors.js';
import { Drain } from './drain.js';
import { foreignHost } from './host.check.js';
import { isOriginAllowed } from './origin.check.js';
import { declaresTooMuch, readRpcBody, tooLarge } from './rpc-body.js';
import { refusalReply, rpcCodes, rpcReply } from './rpc-refusal.js';
import { TransportSettings } from './transport.settings.js';

/**
 * Judges a request to the MCP endpoint before a byte of its body is read: Host, Origin, size, credential, in this order.
 * A stranger can thus neither make us parse anything nor learn anything but where to log in.
 */
@Injectable()
export class Admission implements EarlyRoute {
  constructor(
    @Inject(TransportSettings) private readonly settings: TransportSettings,
    @Inject(RequestAuthenticator) private readonly authenticator: RequestAuthenticator,
    @Inject(BearerRefusals) private readonly refusals: BearerRefusals,
    @Inject(Drain) private readonly drain: Drain,
  ) {}

  get path(): string {
    return this.settings.path;
  }

  async admit({ request, response }: HttpExchange): Promise<HttpReply | undefined> {
    const foreign = foreignHost(request.headers.host, this.settings.resource);
    if (foreign !== undefined) return rpcReply(421, rpcCodes.invalidRequest, foreign);
    const [origin] = headerFields(request, 'origin');
    if (!isOriginAllowed(origin, this.settings)) {
      return rpcReply(403, rpcCodes.invalidRequest, 'Pages of this Origin may not call this server');
    }
    if (request.method === 'OPTIONS') {
      return preflightReply(origin, request.headers['access-control-request-headers']);
    }
    if (origin !== undefined) {
      for (const [name, value] of Object.entries(corsHeaders(origin))) response.setHeader(name, value);
    }
    return this.admitCall(request);
  }

  readBody(request: IncomingMessage): Promise<EarlyBody> {
    return readRpcBody(request, this.settings.maxBodyBytes);
  }

  private async admitCall(request: IncomingMessage): Promise<HttpReply | undefined> {
    const { maxBodyBytes } = this.settings;
    if (this.drain.hasStarted) {
      return rpcReply(503, rpcCodes.internalError, 'The server is shutting down', { headers: { 'retry-after': '1' } });
    }
    if (declaresTooMuch(request, maxBodyBytes)) return tooLarge(maxBodyBytes).reply;
    const verification = await this.authenticator.authenticate(request);
    return verification.ending === 'principal' ? undefined : refusalReply(this.refusals.refuse(verification));
  }
}
