import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { ApplicationConfig } from '@nestjs/core';
import { BearerRefusalException } from '../http/bearer-refusal.exception.js';
import { reportForeignGuard } from '../http/foreign-guard.js';
import { rawResponse, takeOver } from '../http/http-exchange.js';
import { writeReply, type HttpReply } from '../http/http-reply.js';
import { Failures } from './failures.js';
import { refusalReply, rpcCodes, rpcReply } from './rpc-refusal.js';
import { TransportSettings } from './transport.settings.js';

/** Renders what is thrown on the MCP route as a JSON-RPC error, whatever filters the application has. */
@Catch()
export class McpRouteFilter implements ExceptionFilter {
  constructor(
    @Inject(Failures) private readonly failures: Failures,
    @Inject(ApplicationConfig) private readonly config: ApplicationConfig,
    @Inject(TransportSettings) private readonly settings: TransportSettings,
  ) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const wrapped = host.switchToHttp().getResponse<object>();
    const response = rawResponse(wrapped);
    if (response === undefined) return;
    takeOver(wrapped);
    writeReply(response, this.replyTo(exception));
  }

  private replyTo(exception: unknown): HttpReply {
    if (exception instanceof BearerRefusalException) return refusalReply(exception.refusal, exception.refusal);
    const status = exception instanceof HttpException ? exception.getStatus() : 500;
    if (exception instanceof HttpException && status < 500) {
      reportForeignGuard(exception, this.config, this.settings.path);
      return rpcReply(status, rpcCodes.invalidRequest, exception.message);
    }
    return this.failures.reply(exception, status);
  }
}
