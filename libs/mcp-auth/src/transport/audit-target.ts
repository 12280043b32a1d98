import type { AuditTarget } from '../core/audit/audit-events.js';
import { auditedText } from '../core/audit/audited.js';
import type { CalledComponent } from './called-components.js';

/** A component as events name it. */
export function auditTarget({ kind, name }: CalledComponent): AuditTarget {
  return { kind, name: auditedText(name) };
}
