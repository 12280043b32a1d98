import { Catch, Inject, type ArgumentsHost } from '@nestjs/common';
import { ApplicationConfig, BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';
import { reportForeignGuard } from './foreign-guard.js';
import { rawRequest } from './http-exchange.js';

/** On our own routes: says in the log when a global guard of the application is in the way, then answers as Nest does. */
@Catch()
export class OwnRouteFilter extends BaseExceptionFilter {
  constructor(
    @Inject(HttpAdapterHost) { httpAdapter }: HttpAdapterHost,
    @Inject(ApplicationConfig) private readonly config: ApplicationConfig,
  ) {
    super(httpAdapter);
  }

  override catch(exception: unknown, host: ArgumentsHost): void {
    reportForeignGuard(exception, this.config, pathOf(host));
    super.catch(exception, host);
  }
}

/** Without its query, which may hold anything. */
function pathOf(host: ArgumentsHost): string {
  return rawRequest(host.switchToHttp().getRequest())?.url?.split('?', 1)[0] ?? 'a route of McpAuthModule';
}
