import type { Reason } from '../errors/reasons.js';
import type { ReasonDetails } from '../verification.js';

/** The catalogue: one row per event, its name and the fields that it carries. */
export interface AuditEvents {
  /** A request was turned away. */
  readonly request_refused: {
    readonly reason: Reason;
    readonly details?: ReasonDetails;
    /** The same id that the client got, so that a report finds its line in the log. */
    readonly correlationId: string;
    readonly subject?: string;
    readonly issuer?: string;
  };
}

export type AuditEventName = keyof AuditEvents;
