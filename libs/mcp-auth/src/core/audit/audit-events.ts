import type { Reason } from '../errors/reasons.js';
import type { ReasonDetails } from '../verification.js';

/** What was to be used. */
export interface AuditTarget {
  readonly kind: 'tool' | 'resource' | 'prompt' | 'endpoint' | 'handler';
  readonly name: string;
}

/** What every event has. */
export interface AuditedRequest {
  /** The same id that the client got, so that a report finds its line in the log. */
  readonly correlationId: string;
  /** Identifier of the resource that was asked; absent where none is configured. */
  readonly resource?: string;
  /** Of the peer, as far as `audit.address` lets it be kept. */
  readonly address?: string;
}

/** Who calls. Identity is subject and issuer together. */
export interface AuditedCaller {
  readonly subject: string;
  readonly issuer: string;
  readonly clientId?: string;
  readonly tenant?: string;
  readonly heldScopes: readonly string[];
}

/** Why something was refused. */
export interface AuditedRefusal {
  readonly reason: Reason;
  readonly details?: ReasonDetails;
}

/** The catalogue: one row per event, its name and what it carries. Nothing in it is a credential. */
export interface AuditEvents {
  /** A token was good. */
  readonly token_accepted: AuditedRequest & AuditedCaller;
  /** A credential was missing or bad, or could not be judged. */
  readonly token_refused: AuditedRequest & AuditedRefusal;
  /** A caller, or nobody in particular, may use a tool, a resource or a prompt. */
  readonly access_granted: AuditedRequest & Partial<AuditedCaller> & { readonly target: AuditTarget };
  /** A caller with a good token may not do what it wants. */
  readonly access_refused: AuditedRequest &
    AuditedCaller &
    AuditedRefusal & {
      readonly target?: AuditTarget;
      /** Everything that was needed, where scopes are what is missing. */
      readonly neededScopes?: readonly string[];
    };
  /** A request was turned away for a reason that has nothing to do with its credential. */
  readonly request_refused: AuditedRequest & AuditedRefusal;
}

export type AuditEventName = keyof AuditEvents;
