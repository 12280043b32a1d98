import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { AuditEventName, AuditEvents } from '../core/audit/audit-events.js';
import { AuditSink } from '../core/audit/audit-sink.js';
import { AuditTrail } from '../core/audit/audit-trail.js';
import { Clock } from '../core/clock.js';
import { ConfigurationError } from '../core/errors/configuration-error.js';
import { AuditSettings } from '../options/audit.settings.js';
import { LogAuditSink } from './log.audit-sink.js';

/** What is granted, once or twice per call; all other events are refusals. */
const grants: readonly AuditEventName[] = ['token_accepted', 'access_granted'];
/** A sink that fails is told of once in this time, with the number of events that it lost. */
const reportEveryMs = 60_000;

/** Hands every event to the log and to the sink of the application. */
@Injectable()
export class SinksAuditTrail extends AuditTrail implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('McpAuthAudit');
  private readonly log = new LogAuditSink();
  private sink: AuditSink | undefined;
  private lostEvents = 0;
  private lastError: unknown;
  private nextReport: NodeJS.Timeout | undefined;
  private reportedAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    @Inject(ModuleRef) private readonly moduleRef: ModuleRef,
    @Inject(AuditSettings) private readonly settings: AuditSettings,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    super();
  }

  /** @throws ConfigurationError where the sink is no provider of the application */
  onModuleInit(): void {
    const { sink } = this.settings;
    if (sink === undefined) return;
    try {
      this.sink = this.moduleRef.get(sink, { strict: false });
    } catch {
      throw new ConfigurationError([
        { path: 'audit.sink', message: `${sink.name} is no provider of the application, or one per request` },
      ]);
    }
  }

  /** Tells what was lost and not told yet. */
  onApplicationShutdown(): void {
    if (this.nextReport !== undefined) this.report();
  }

  hears(name: AuditEventName): boolean {
    return this.sink !== undefined || this.settings.log === 'everything' || !grants.includes(name);
  }

  record<Name extends AuditEventName>(name: Name, event: AuditEvents[Name]): void {
    if (this.settings.log === 'everything' || !grants.includes(name)) this.hand(this.log, name, event);
    if (this.sink !== undefined) this.hand(this.sink, name, event);
  }

  private hand<Name extends AuditEventName>(sink: AuditSink, name: Name, event: AuditEvents[Name]): void {
    try {
      const handed: unknown = sink.record(name, event);
      // Not only promises of this realm can reject.
      if (handed !== undefined) Promise.resolve(handed).catch((error: unknown) => this.lose(error));
    } catch (error) {
      this.lose(error);
    }
  }

  private lose(error: unknown): void {
    this.lostEvents += 1;
    this.lastError = error;
    if (this.clock.monotonicMs() - this.reportedAtMs >= reportEveryMs) this.report();
    // What is lost in the rest of the minute is told at its end.
    else this.nextReport ??= setTimeout(() => this.report(), reportEveryMs).unref();
  }

  private report(): void {
    clearTimeout(this.nextReport);
    this.nextReport = undefined;
    this.reportedAtMs = this.clock.monotonicMs();
    const trace = this.lastError instanceof Error ? this.lastError.stack : String(this.lastError);
    try {
      this.logger.error(`The audit sink failed; events lost so far: ${this.lostEvents}`, trace);
    } catch {
      // The log has failed too, and no request may fail for it; the count is told next time.
    }
  }
}
