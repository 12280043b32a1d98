import { Injectable, Logger } from '@nestjs/common';
import type { AuditEventName, AuditEvents } from '../core/audit/audit-events.js';
import { AuditTrail } from '../core/audit/audit-trail.js';

/** Writes one line of JSON per event in the application's log. */
@Injectable()
export class LogAuditTrail extends AuditTrail {
  private readonly logger = new Logger('McpAuth');

  record<Name extends AuditEventName>(name: Name, event: AuditEvents[Name]): void {
    // JSON escapes control characters, so that no token or header can forge a second line.
    this.logger.log(`${name} ${JSON.stringify(event)}`);
  }
}
