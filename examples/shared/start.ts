import 'reflect-metadata';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

/** Starts an example on loopback, and says what to do with it. */
export async function start(module: DynamicModule, port: number, hints: readonly string[]): Promise<void> {
  const app = await NestFactory.create(module, { logger: ['error', 'warn'] });
  app.enableShutdownHooks();
  await app.listen(port, '127.0.0.1');
  process.stdout.write(`${[`MCP server: http://localhost:${port}/mcp`, ...hints].join('\n')}\n`);
}
