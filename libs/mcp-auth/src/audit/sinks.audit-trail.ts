import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
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
export class SinksAuditTrail extends AuditTrail implements OnModuleInit {
  private readonly logger = new Logger('McpAuthAudit');
  private readonly log = new LogAuditSink();
  private sink: AuditSink | undefined;
  private lostEvents = 0;
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
      throw new ConfigurationError([{ path: 'audit.sink', message: `${sink.name} is no provider of the application` }]);
    }
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
      const handed = sink.record(name, event);
      if (handed instanceof Promise) handed.catch((error: unknown) => this.lose(error));
    } catch (error) {
      this.lose(error);
    }
  }

  private lose(error: unknown): void {
    this.lostEvents += 1;
    const nowMs = this.clock.monotonicMs();
    if (nowMs - this.reportedAtMs < reportEveryMs) return;
    const trace = error instanceof Error ? error.stack : String(error);
    this.logger.error(`The audit sink failed; events lost so far: ${this.lostEvents}`, trace);
    this.reportedAtMs = nowMs;
  }
}
