import type { AuditEventName, AuditEvents } from './audit-events.js';

/** Port through which this module tells what it decided. Recording never fails a request, and never makes one wait. */
export abstract class AuditTrail {
  /** Whether anybody listens; what nobody hears need not be put together. */
  abstract hears(name: AuditEventName): boolean;

  abstract record<Name extends AuditEventName>(name: Name, event: AuditEvents[Name]): void;
}
