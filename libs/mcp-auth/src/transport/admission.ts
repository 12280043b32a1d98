import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { BearerRefusals } from '../http/bearer-refusals.js';
import type { EarlyBody, EarlyRoute } from '../http/early-route.js';
import type { HttpExchange } from '../http/http-exchange.js';
import type { HttpReply } from '../http/http-reply.js';
import { RequestAuthenticator } from '../token-verification/request-authenticator.js';
import { browserAccess } from './browser-access.js';
import { Drain } from './drain.js';
import { EndpointRefusals } from './endpoint-refusals.js';
import { isForeignHost } from './host.check.js';
import { declaresTooMuch, readRpcBody } from './rpc-body.js';
import { refusalReply } from './rpc-refusal.js';
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
    @Inject(EndpointRefusals) private readonly endpointRefusals: EndpointRefusals,
    @Inject(Drain) private readonly drain: Drain,
  ) {}

  get path(): string {
    return this.settings.path;
  }

  async admit({ request, response }: HttpExchange): Promise<HttpReply | undefined> {
    const { resource } = this.settings;
    if (isForeignHost(request.headers.host, resource)) {
      return this.endpointRefusals.refuse('host_not_ours', { advice: `use ${resource}` });
    }
    const access = browserAccess(request, this.settings);
    if (access.granted === 'no') return this.endpointRefusals.refuse('origin_not_allowed');
    if (access.granted === 'preflight') return access.reply;
    for (const [name, value] of Object.entries(access.headers)) response.setHeader(name, value);
    return this.admitCall(request);
  }

  async readBody(request: IncomingMessage): Promise<EarlyBody> {
    const { maxBodyBytes } = this.settings;
    const body = await readRpcBody(request, maxBodyBytes);
    return body.read === 'refused'
      ? { read: 'refused', reply: this.endpointRefusals.refuseBody(body.reason, maxBodyBytes) }
      : body;
  }

  private async admitCall(request: IncomingMessage): Promise<HttpReply | undefined> {
    if (this.drain.hasStarted)
      return this.endpointRefusals.refuse('shutting_down', { headers: { 'retry-after': '1' } });
    const { maxBodyBytes } = this.settings;
    if (declaresTooMuch(request, maxBodyBytes)) return this.endpointRefusals.refuseBody('body_too_large', maxBodyBytes);
    const verification = await this.authenticator.authenticate(request);
    if (verification.ending === 'principal') return undefined;
    const refusal = this.refusals.refuse(verification);
    return refusalReply(refusal, refusal);
  }
}
