import { Logger } from '@nestjs/common';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { StoreError } from '../repositories/store-error.js';

const logger = new Logger('OAuthServer');

/** What ended a request, as a refusal. Anything else is a fault of ours: the log has it in full, the client its id. */
export function oauthErrorOf(error: unknown, correlationId: string): OAuthError {
  if (error instanceof OAuthError) return error;
  logger.error(`An endpoint of the authorization server failed (${correlationId})`, traceOf(error));
  return new OAuthError(error instanceof StoreError ? 'store_unavailable' : 'server_failed', {}, { cause: error });
}

function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const trace = error.stack ?? error.message;
  return error.cause === undefined ? trace : `${trace}\nCaused by: ${traceOf(error.cause)}`;
}
