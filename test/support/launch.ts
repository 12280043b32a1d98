import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DynamicModule, INestApplication, LoggerService, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';

export const adapters = ['express', 'fastify'] as const;
export type Adapter = (typeof adapters)[number];

/** Lines that the application logged. */
export class LogLines implements LoggerService {
  readonly lines: string[] = [];
  readonly log = this.keep('log');
  readonly error = this.keep('error');
  readonly warn = this.keep('warn');
  readonly debug = this.keep('debug');

  private keep(level: string): (...parts: unknown[]) => void {
    return (...parts) => void this.lines.push(`${level} ${parts.map(String).join(' ')}`);
  }
}

/** A running application. */
export interface Running {
  readonly app: INestApplication;
  readonly origin: string;
  readonly log: LogLines;
  stop(): Promise<void>;
}

/** Starts an application on a port of loopback, and hands out what it logs. */
export async function launch(
  module: Type | DynamicModule,
  { adapter, port, prepare }: { adapter: Adapter; port: number; prepare?: (app: INestApplication) => void },
): Promise<Running> {
  const log = new LogLines();
  const options = { logger: log, forceCloseConnections: true, abortOnError: false };
  const app: INestApplication =
    adapter === 'fastify'
      ? await NestFactory.create(module, new FastifyAdapter(), options)
      : await NestFactory.create(module, options);
  prepare?.(app);
  await app.listen(port, '127.0.0.1');
  return { app, origin: `http://localhost:${port}`, log, stop: () => app.close() };
}

/** A port that is free now. A resource must know its port before the application listens. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
