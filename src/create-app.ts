import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { DemoOptions } from './demo-options.js';
import { DemoLogger } from './demo.logger.js';

/** Makes the application on the adapter that the options name. Idle connections do not hold up its end. */
export function createApp(options: DemoOptions): Promise<INestApplication> {
  const module = AppModule.register(options);
  const nestOptions = { logger: new DemoLogger(), forceCloseConnections: true, abortOnError: false };
  return options.adapter === 'fastify'
    ? NestFactory.create(module, new FastifyAdapter(), nestOptions)
    : NestFactory.create(module, nestOptions);
}
