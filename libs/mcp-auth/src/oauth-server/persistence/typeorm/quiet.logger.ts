import { Logger as NestLogger } from '@nestjs/common';
import type { Logger } from 'typeorm';

/**
 * Tells of slow statements and migrations, and of statements by their text alone: parameters are digests at best, and names of people
 * else. What fails is told by whoever asked: a key that is taken is an answer and no fault.
 */
export class QuietLogger implements Logger {
  private readonly logger = new NestLogger('OAuthServerStore');

  logQuery(): void {}

  logQueryError(): void {}

  logQuerySlow(time: number, query: string): void {
    this.logger.warn(`A statement took ${time} ms: ${query}`);
  }

  logSchemaBuild(): void {}

  logMigration(message: string): void {
    this.logger.log(message);
  }

  log(level: 'log' | 'info' | 'warn', message: unknown): void {
    if (level === 'warn') this.logger.warn(String(message));
  }
}
