import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../core/audit/audit-trail.js';
import { auditedCaller } from '../core/audit/audited.js';
import { Randomness } from '../core/randomness.js';
import { auditedRequest } from '../http/audited-request.js';
import type { HttpExchange } from '../http/http-exchange.js';
import { AuditSettings } from '../options/audit.settings.js';
import { auditTarget } from './audit-target.js';
import { requestIdOf } from './call-judgement.js';
import { calledComponents, messagesOf } from './called-components.js';
import type { McpExchange } from './mcp-exchange.js';

/** Tells of the calls that were let through, one event for each. */
@Injectable()
export class GrantedCalls {
  constructor(
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
    @Inject(AuditSettings) private readonly settings: AuditSettings,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  record({ body, principal, denials }: McpExchange, { request }: HttpExchange): void {
    if (!this.auditTrail.hears('access_granted')) return;
    const common = { ...(principal && auditedCaller(principal)), ...auditedRequest(request, this.settings) };
    for (const message of messagesOf(body)) {
      const id = requestIdOf(message);
      if (id !== undefined && denials.has(id)) continue;
      for (const component of calledComponents(message)) {
        const correlationId = this.randomness.identifier();
        this.auditTrail.record('access_granted', { correlationId, ...common, target: auditTarget(component) });
      }
    }
  }
}
