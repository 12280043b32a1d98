import { createServer } from 'node:http';
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

/** Who the server is, and whose certificates it trusts. */
interface HttpsIdentity {
  readonly key: string;
  readonly cert: string;
  readonly ca: string[];
  readonly requestCert: boolean;
  readonly rejectUnauthorized: boolean;
}

interface LaunchOptions {
  readonly adapter: Adapter;
  readonly port: number;
  readonly prepare?: (app: INestApplication) => void;
  /** Serves https instead of plain http. */
  readonly https?: HttpsIdentity;
}

/** Starts an application on a port of loopback, and hands out what it logs. */
export async function launch(
  module: Type | DynamicModule,
  { adapter, port, prepare, https }: LaunchOptions,
): Promise<Running> {
  const log = new LogLines();
  const options = { logger: log, forceCloseConnections: true, abortOnError: false };
  const app: INestApplication =
    adapter === 'fastify'
      ? await NestFactory.create(module, new FastifyAdapter(https ? { https } : {}), options)
      : await NestFactory.create(module, { ...options, ...(https && { httpsOptions: https }) });
  prepare?.(app);
  await app.listen(port, '127.0.0.1');
  return { app, origin: `${https ? 'https' : 'http'}://localhost:${port}`, log, stop: () => app.close() };
}

/** Below the ports that the operating system gives to connections: it could take a port between our look and our use. */
const firstPort = 20_000;
const portCount = 12_000;
/** Processes that run at the same time have neighbouring ids, and begin far from each other. */
let portsTaken = (process.pid * 1_525) % portCount;

/** A port that is free, and stays free for the caller. A resource must know its port before the application listens. */
export async function freePort(): Promise<number> {
  const port = firstPort + (portsTaken++ % portCount);
  return (await isFree(port)) ? port : freePort();
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
