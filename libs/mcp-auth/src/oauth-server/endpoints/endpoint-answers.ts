import type { IncomingMessage } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { AuditTrail } from '../../core/audit/audit-trail.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { Randomness } from '../../core/randomness.js';
import { auditedRequest } from '../../http/audited-request.js';
import { headerFields } from '../../http/http-exchange.js';
import type { HttpReply } from '../../http/http-reply.js';
import { AuditSettings } from '../../options/audit.settings.js';
import { StoreError } from '../repositories/store-error.js';
import { EndpointLimits } from './endpoint-limits.js';
import type { EndpointRow } from './endpoint-row.js';
import type { EndpointRequest, OAuthEndpoint } from './oauth-endpoint.js';
import { oauthErrorReply } from './oauth-reply.js';

/** What every endpoint has in common: it is limited, its refusals are recorded and told, and its faults stay inside. */
@Injectable()
export class EndpointAnswers {
  private readonly logger = new Logger('OAuthServer');

  constructor(
    @Inject(EndpointLimits) private readonly limits: EndpointLimits,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
    @Inject(AuditSettings) private readonly auditSettings: AuditSettings,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /** Answers one request, whatever happens. */
  async answer(row: EndpointRow, endpoint: OAuthEndpoint, raw: IncomingMessage, body: string): Promise<HttpReply> {
    const request = this.requestOf(raw, body);
    try {
      await this.checkLimit(row, raw);
      return await endpoint.answer(request);
    } catch (error) {
      return this.refuse(row, endpoint, request, this.asOAuthError(error, request));
    }
  }

  /** Refuses a request whose body could not be read. */
  refuseEarly(row: EndpointRow, endpoint: OAuthEndpoint, raw: IncomingMessage, error: OAuthError): HttpReply {
    return this.refuse(row, endpoint, this.requestOf(raw, ''), error);
  }

  private refuse(row: EndpointRow, endpoint: OAuthEndpoint, request: EndpointRequest, error: OAuthError): HttpReply {
    const { reason, details } = error;
    this.auditTrail.record('oauth_request_refused', { ...request.origin, endpoint: row.name, reason, details });
    const usedHeader = request.authorization.length > 0 ? 'used_header' : 'used_none';
    return endpoint.refuse?.(error, request) ?? oauthErrorReply(error, request.origin.correlationId, usedHeader);
  }

  private async checkLimit({ name }: EndpointRow, raw: IncomingMessage): Promise<void> {
    const retryAfterSeconds = await this.limits.retryAfterSeconds(name, raw);
    if (retryAfterSeconds !== undefined) throw new OAuthError('oauth_rate_limited', { retryAfterSeconds });
  }

  private requestOf(raw: IncomingMessage, body: string): EndpointRequest {
    const [, query = ''] = /\?(.*)$/s.exec(raw.url ?? '') ?? [];
    const correlationId = this.randomness.identifier();
    const origin = { ...auditedRequest(raw, this.auditSettings), correlationId };
    return { raw, query, body, authorization: headerFields(raw, 'authorization'), origin };
  }

  /** Anything else than a refusal is a fault of ours: the log has it in full, the client its id. */
  private asOAuthError(error: unknown, { origin }: EndpointRequest): OAuthError {
    if (error instanceof OAuthError) return error;
    this.logger.error(`An endpoint of the authorization server failed (${origin.correlationId})`, traceOf(error));
    return new OAuthError(error instanceof StoreError ? 'store_unavailable' : 'server_failed', {}, { cause: error });
  }
}

function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const trace = error.stack ?? error.message;
  return error.cause === undefined ? trace : `${trace}\nCaused by: ${traceOf(error.cause)}`;
}
