import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost, type AbstractHttpAdapter } from '@nestjs/core';
import type { EarlyRoute } from './early-route.js';
import { installOnExpress, type ExpressAdapterLike } from './express-early-route.js';
import { installOnFastify, type FastifyInstanceLike } from './fastify-early-route.js';

/** Installs early routes on whichever HTTP adapter the application has. */
@Injectable()
export class EarlyRoutes {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  /** The adapter is there at once under `NestFactory.create`, later under the testing module, and never without HTTP. */
  install(route: EarlyRoute): void {
    this.host.init$.subscribe(() => installOn(this.host.httpAdapter, route));
  }
}

/** Nest announces `null` as adapter where an application is a microservice and nothing else. */
function installOn(adapter: AbstractHttpAdapter | null, route: EarlyRoute): void {
  if (adapter === null) return;
  if (adapter.getType() === 'fastify') installOnFastify(adapter.getInstance<FastifyInstanceLike>(), route);
  else installOnExpress(adapter as ExpressAdapterLike, route);
}
