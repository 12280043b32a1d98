import { Injectable, Logger } from '@nestjs/common';
import type { AuditEventName, AuditEvents } from '../core/audit/audit-events.js';
import { AuditSink } from '../core/audit/audit-sink.js';

/** Writes one line of JSON per event in the application's log. */
@Injectable()
export class LogAuditSink extends AuditSink {
  private readonly logger = new Logger('McpAuth');

  record<Name extends AuditEventName>(name: Name, event: AuditEvents[Name]): void {
    this.logger.log(`${name} ${visibleAscii(JSON.stringify(event))}`);
  }
}

/** Still JSON, but without any character that a terminal or a log reader might obey: no token can forge a line. */
function visibleAscii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
