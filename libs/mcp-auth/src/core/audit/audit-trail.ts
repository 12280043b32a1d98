import type { AuditEventName, AuditEvents } from './audit-events.js';

/** Port for the audit trail. Recording never fails a request. */
export abstract class AuditTrail {
  abstract record<Name extends AuditEventName>(name: Name, event: AuditEvents[Name]): void;
}
