import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { EarlyBody, EarlyRoute } from '../http/early-route.js';
import type { HttpExchange } from '../http/http-exchange.js';
import type { HttpReply } from '../http/http-reply.js';
import { RequestNote } from '../http/request-note.js';
import { browserAccess, setCorsHeaders } from './browser-access.js';
import { Drain } from './drain.js';
import { EndpointCaller } from './endpoint-caller.js';
import { EndpointRefusals } from './endpoint-refusals.js';
import { isForeignHost } from './host.check.js';
import { allowedMethods, requestLineFault } from './request-line.check.js';
import { declaresTooMuch, readRpcBody } from './rpc-body.js';
import { TransportSettings } from './transport.settings.js';

/**
 * Judges a request to the MCP endpoint before a byte of its body is read: Host, Origin, size, credential, in this order.
 * A stranger can thus neither make us parse anything nor learn anything but where to log in.
 */
@Injectable()
export class Admission implements EarlyRoute {
  private readonly admitted = new RequestNote<true>();

  constructor(
    @Inject(TransportSettings) private readonly settings: TransportSettings,
    @Inject(EndpointCaller) private readonly caller: EndpointCaller,
    @Inject(EndpointRefusals) private readonly refusals: EndpointRefusals,
    @Inject(Drain) private readonly drain: Drain,
  ) {}

  get path(): string {
    return this.settings.path;
  }

  async admit(exchange: HttpExchange): Promise<HttpReply | undefined> {
    try {
      return await this.judge(exchange);
    } catch (error) {
      // Whatever answers errors of the application knows nothing of JSON-RPC.
      return this.refusals.refuseUnjudged(error);
    }
  }

  /** Judges a request that reached the endpoint past the early handler, by a target that only the router understands. */
  async admitLate(exchange: HttpExchange): Promise<HttpReply | undefined> {
    if (this.admitted.read(exchange.request) === true) return undefined;
    const refusal = await this.admit(exchange);
    if (refusal !== undefined) return refusal;
    const body = await this.readBody(exchange.request, exchange.request);
    return body.read === 'refused' ? body.reply : undefined;
  }

  async readBody(request: IncomingMessage, payload: Readable): Promise<EarlyBody> {
    const { maxBodyBytes } = this.settings;
    const body = await readRpcBody(request, payload, maxBodyBytes);
    return body.read === 'refused'
      ? { read: 'refused', reply: this.refusals.refuseBody(body.reason, maxBodyBytes, request) }
      : body;
  }

  private async judge({ request, response }: HttpExchange): Promise<HttpReply | undefined> {
    const { resource } = this.settings;
    if (isForeignHost(request.headers.host, resource)) {
      return this.refusals.refuseHost(request, resource);
    }
    const access = browserAccess(request, this.settings);
    if (access.granted === 'no') {
      return this.refusals.refuse('origin_not_allowed', request, { details: { origins: access.origins } });
    }
    if (access.granted === 'preflight') return access.reply;
    setCorsHeaders(response, access.headers);
    return this.admitCall({ request, response });
  }

  private async admitCall({ request, response }: HttpExchange): Promise<HttpReply | undefined> {
    if (this.drain.hasStarted) return this.refusals.refuseShuttingDown(request);
    this.drain.arrive(response);
    const { maxBodyBytes } = this.settings;
    if (declaresTooMuch(request, maxBodyBytes))
      return this.refusals.refuseBody('body_too_large', maxBodyBytes, request);
    const refusal = await this.caller.refusalOf(request);
    if (refusal !== undefined) return refusal;
    const fault = requestLineFault(request);
    if (fault !== undefined) return this.refusals.refuse(fault, request, { headers: { allow: allowedMethods } });
    this.admitted.write(request, true);
    return undefined;
  }
}
