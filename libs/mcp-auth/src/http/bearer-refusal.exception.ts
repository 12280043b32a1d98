import type { ServerResponse } from 'node:http';
import { HttpException } from '@nestjs/common';
import type { RecordedRefusal } from './bearer-refusals.js';

/** A refusal on its way through Nest. Any filter may render its body; the headers are on the response already. */
export class BearerRefusalException extends HttpException {
  constructor(readonly refusal: RecordedRefusal) {
    super(
      {
        error: refusal.error,
        error_description: refusal.description,
        correlation_id: refusal.correlationId,
      },
      refusal.status,
    );
  }

  /** What GraphQL servers put beside the message of an error (GraphQL specification §7.1.2); `code` is a word of Apollo's. */
  get extensions(): Readonly<Record<string, string>> {
    const { status, error, description, correlationId } = this.refusal;
    const code = graphqlCodes[status] ?? 'UNAUTHENTICATED';
    return { code, error, error_description: description, correlation_id: correlationId };
  }
}

/** Whatever else is wrong with a credential, the caller is not authenticated. */
const graphqlCodes: Readonly<Record<number, string>> = { 403: 'FORBIDDEN', 503: 'SERVICE_UNAVAILABLE' };

/** Sets the headers first, on Node's own response, so that no catch-all filter can lose them; then throws. */
export function throwRefusal(refusal: RecordedRefusal, response: ServerResponse | undefined): never {
  if (response !== undefined && !response.headersSent) {
    for (const [name, value] of Object.entries(refusal.headers)) response.setHeader(name, value);
  }
  throw new BearerRefusalException(refusal);
}
