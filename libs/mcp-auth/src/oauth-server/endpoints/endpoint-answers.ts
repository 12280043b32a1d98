import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../core/audit/audit-trail.js';
import { OAuthError } from '../../core/errors/oauth-error.js';
import { Randomness } from '../../core/randomness.js';
import { auditedRequest } from '../../http/audited-request.js';
import { headerFields } from '../../http/http-exchange.js';
import type { HttpReply } from '../../http/http-reply.js';
import { AuditSettings } from '../../options/audit.settings.js';
import { EndpointAvailability } from './endpoint-availability.js';
import { EndpointLimits } from './endpoint-limits.js';
import type { EndpointRow } from './endpoint-row.js';
import type { EndpointRequest, OAuthEndpoint } from './oauth-endpoint.js';
import { oauthErrorOf } from './oauth-error-of.js';

/** What every endpoint has in common: it is limited, its refusals are recorded and told, and its faults stay inside. */
@Injectable()
export class EndpointAnswers {
  constructor(
    @Inject(EndpointLimits) private readonly limits: EndpointLimits,
    @Inject(EndpointAvailability) private readonly availability: EndpointAvailability,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
    @Inject(AuditSettings) private readonly auditSettings: AuditSettings,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /**
   * Answers one request, whatever happens.
   * @param body as text, or why it could not be read
   */
  async answer(
    row: EndpointRow,
    endpoint: OAuthEndpoint,
    raw: IncomingMessage,
    body: string | OAuthError,
  ): Promise<HttpReply> {
    const request = this.requestOf(raw, typeof body === 'string' ? body : '');
    try {
      await this.availability.check(row);
      await this.checkLimit(row, raw);
      if (typeof body !== 'string') throw body;
      return await endpoint.answer(request);
    } catch (error) {
      return this.refuse(row, endpoint, request, oauthErrorOf(error, request.origin.correlationId));
    }
  }

  private refuse(row: EndpointRow, endpoint: OAuthEndpoint, request: EndpointRequest, error: OAuthError): HttpReply {
    const { reason, details } = error;
    this.auditTrail.record('oauth_request_refused', { ...request.origin, endpoint: row.name, reason, details });
    return endpoint.refuse(error, request);
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
}
