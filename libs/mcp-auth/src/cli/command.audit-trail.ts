import type { AuditEventName, AuditEvents } from '../core/audit/audit-events.js';
import { AuditTrail } from '../core/audit/audit-trail.js';

/** Hands on what a command has done, one line of JSON for each event. */
export class CommandAuditTrail extends AuditTrail {
  constructor(private readonly write: (line: string) => void) {
    super();
  }

  hears(): boolean {
    return true;
  }

  record<Name extends AuditEventName>(name: Name, event: AuditEvents[Name]): void {
    this.write(`${name} ${JSON.stringify(event)}`);
  }
}
