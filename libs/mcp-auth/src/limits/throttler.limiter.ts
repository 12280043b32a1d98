import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { Clock } from '../core/clock.js';
import { ConfigurationError } from '../core/errors/configuration-error.js';
import { Limiter, type LimitRule } from '../core/limiter.js';
import { LimitsSettings } from '../options/limits.settings.js';
import { BoundedThrottlerStorage } from './bounded.throttler-storage.js';

const minuteMs = 60_000;

/** Counts with a storage of `@nestjs/throttler`. A storage that fails stops nobody: a limit is there to keep the service up. */
@Injectable()
export class ThrottlerLimiter extends Limiter implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('McpAuthLimiter');
  private readonly memory = new BoundedThrottlerStorage();
  private storage: ThrottlerStorage = this.memory;
  private reportedAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    @Inject(ModuleRef) private readonly moduleRef: ModuleRef,
    @Inject(LimitsSettings) private readonly settings: LimitsSettings,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    super();
  }

  /** @throws ConfigurationError where the storage is no provider of the application */
  onModuleInit(): void {
    const { storage } = this.settings;
    if (storage === undefined) return;
    try {
      this.storage = this.moduleRef.get<ThrottlerStorage>(storage, { strict: false });
    } catch {
      throw new ConfigurationError([{ path: 'limits.storage', message: 'is no provider of the application' }]);
    }
  }

  onApplicationShutdown(): void {
    this.memory.onApplicationShutdown();
  }

  async retryAfterSeconds({ name, perMinute }: LimitRule, key: string): Promise<number | undefined> {
    try {
      // Keys come from tokens and requests: a digest is short, and holds nothing that a storage should not.
      const digest = createHash('sha256').update(`${name} ${key}`).digest('base64url');
      const { isBlocked, timeToExpire, timeToBlockExpire } = await this.storage.increment(
        digest,
        minuteMs,
        perMinute,
        0,
        `mcp-auth-${name}`,
      );
      return isBlocked ? Math.max(timeToBlockExpire || timeToExpire, 1) : undefined;
    } catch (error) {
      this.report(error);
      return undefined;
    }
  }

  private report(error: unknown): void {
    const nowMs = this.clock.monotonicMs();
    if (nowMs - this.reportedAtMs < minuteMs) return;
    this.reportedAtMs = nowMs;
    const trace = error instanceof Error ? error.stack : String(error);
    this.logger.error('The storage of limits failed; until it works again, nothing is limited', trace);
  }
}
