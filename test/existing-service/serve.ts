import type { LoggerService, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Transport, type MicroserviceOptions } from '@nestjs/microservices';

/** Ports that this service listens on. */
export interface Ports {
  readonly http: number;
  readonly tcp: number;
}

/** What `main.ts` of this service does. */
export async function serve(module: Type, { http, tcp }: Ports, logger: LoggerService) {
  const app = await NestFactory.create(module, { logger, forceCloseConnections: true, abortOnError: false });
  app.setGlobalPrefix('api');
  app.connectMicroservice<MicroserviceOptions>({
    transport: Transport.TCP,
    options: { host: '127.0.0.1', port: tcp },
  });
  await app.startAllMicroservices();
  await app.listen(http, '127.0.0.1');
  return app;
}
