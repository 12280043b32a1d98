import { createHash } from 'node:crypto';
import { Logger, type OnModuleInit } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import type { Clock } from '../core/clock.js';
import { inTime } from '../timing/in-time.js';
import { ConfigurationError } from '../core/errors/configuration-error.js';
import { Limiter, type LimitRule } from '../core/limiter.js';

const minuteMs = 60_000;
/** Longest time that a request waits for a storage: clients of Redis queue commands while they are not connected. */
const maxWaitMs = 250;
/** How long a storage that failed is not asked, so that not every request waits for it. */
const pauseMs = 1_000;

/** Counts with a storage of the application. One that fails stops nobody: a limit is there to keep the service up. */
export class ThrottlerLimiter extends Limiter implements OnModuleInit {
  private readonly logger = new Logger('McpAuthLimiter');
  private storage: ThrottlerStorage | undefined;
  private reportedAtMs = Number.NEGATIVE_INFINITY;
  private failedAtMs = Number.NEGATIVE_INFINITY;

  /** @param find the provider of the application; it throws where there is none */
  constructor(
    private readonly find: () => unknown,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** @throws ConfigurationError where the storage is no provider of the application, or is no storage */
  onModuleInit(): void {
    const storage = this.found();
    if (!isStorage(storage)) throw storageError('has no method "increment", so it is no ThrottlerStorage');
    this.storage = storage;
  }

  async retryAfterSeconds({ name, perMinute }: LimitRule, key: string): Promise<number | undefined> {
    if (this.storage === undefined || this.clock.monotonicMs() - this.failedAtMs < pauseMs) return undefined;
    try {
      // Keys come from tokens and requests: a digest is short, and holds nothing that a storage should not.
      const digest = createHash('sha256').update(`${name} ${key}`).digest('base64url');
      // Blocked for as long as is counted, as Nest's own guard does: that of Redis fails at a block of no time, and that in memory
      // begins anew after each block.
      const record = await inTime(
        this.storage.increment(digest, minuteMs, perMinute, minuteMs, `mcp-auth-${name}`),
        maxWaitMs,
      );
      return record.isBlocked ? Math.max(record.timeToBlockExpire, 1) : undefined;
    } catch (error) {
      this.report(error);
      return undefined;
    }
  }

  private found(): unknown {
    try {
      return this.find();
    } catch {
      throw storageError('is no provider of the application');
    }
  }

  private report(error: unknown): void {
    const nowMs = this.clock.monotonicMs();
    this.failedAtMs = nowMs;
    if (nowMs - this.reportedAtMs < minuteMs) return;
    this.reportedAtMs = nowMs;
    const trace = error instanceof Error ? error.stack : String(error);
    this.logger.error('The storage of limits failed; until it works again, nothing is limited', trace);
  }
}

function isStorage(storage: unknown): storage is ThrottlerStorage {
  return typeof storage === 'object' && storage !== null && 'increment' in storage;
}

function storageError(message: string): ConfigurationError {
  return new ConfigurationError([{ path: 'limits.storage', message }]);
}
