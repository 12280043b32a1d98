import type { RecordedRefusal } from '../../http/bearer-refusals.js';

/** A refusal as an object, for channels that have no status line and no headers. */
export interface MessageRefusal {
  /** Nest's mark of an error in messages. */
  readonly status: 'error';
  /** OAuth error code, or `unauthorized` where no credential was sent. */
  readonly error: string;
  readonly error_description: string;
  readonly correlation_id: string;
  /** What another token should have, as in a challenge (RFC 6750 §3). */
  readonly scope?: string;
  /** Number of the gRPC status. */
  readonly code: number;
  readonly message: string;
}

/** Statuses of gRPC (google.rpc.Code). Whatever else is wrong with a credential, the caller is not authenticated. */
const grpcStatuses: Readonly<Record<number, number>> = { 403: 7, 503: 14 };
const UNAUTHENTICATED = 16;

export function messageRefusal({ status, error, description, correlationId, scope }: RecordedRefusal): MessageRefusal {
  return {
    status: 'error',
    error,
    error_description: description,
    correlation_id: correlationId,
    ...(scope !== undefined && { scope }),
    code: grpcStatuses[status] ?? UNAUTHENTICATED,
    message: description,
  };
}
