import type { IncomingMessage } from 'node:http';
import type { AuditedRequest } from '../../core/audit/audit-events.js';

/** A browser that brings an authorization request, or comes back with what a person did. */
export interface BrowserContext {
  readonly request: IncomingMessage;
  /** What tells this browser from all others; absent where it brought none. */
  readonly browserSecret: string | undefined;
  readonly origin: AuditedRequest;
}

/** One visit of a browser on behalf of an authorization request. */
export interface Visit {
  readonly context: BrowserContext;
  readonly interactionId: string;
  /** When the client sent its request, in milliseconds since the epoch. */
  readonly startedAtMs: number;
  /** Where the browser comes back to after it was sent to a page. */
  readonly returnUrl: string;
  /** Takes the request, of which one visit alone can have the end. @throws OAuthError where another one had it */
  claim(): Promise<void>;
}
