import type { AuditEventName, AuditEvents } from './audit-events.js';

/**
 * Takes every event of the catalogue: a provider of the application, named by its class in the option `audit.sink`. What it throws or
 * rejects with is logged with the number of events that were lost, and fails no request.
 */
export abstract class AuditSink {
  abstract record<Name extends AuditEventName>(name: Name, event: AuditEvents[Name]): void | Promise<void>;
}

/** The class of a sink, by which it is injected. */
export type AuditSinkClass = abstract new (...dependencies: never[]) => AuditSink;
