import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { AuditTarget } from '../core/audit/audit-events.js';
import { AuditTrail } from '../core/audit/audit-trail.js';
import { auditedCaller, auditedList } from '../core/audit/audited.js';
import { Randomness } from '../core/randomness.js';
import type { Reason } from '../core/errors/reasons.js';
import type { ReasonDetails, Refused } from '../core/verification.js';
import { AuditSettings } from '../options/audit.settings.js';
import { auditedRequest } from './audited-request.js';
import { ChallengeSettings, reasonOf, renderBearerRefusal, type BearerRefusal } from './bearer-refusal.js';

/** A refusal that was recorded; the client gets the id, and the log has it too. */
export interface RecordedRefusal extends BearerRefusal {
  readonly correlationId: string;
}

/** What was refused, as far as it is known where that happens. */
export interface RefusedRequest {
  readonly request?: IncomingMessage | undefined;
  /** What the caller may not use; several where one refusal is for all of them. */
  readonly targets?: readonly AuditTarget[];
}

/** Records and renders refusals, the same for guard, early handler and Passport strategy. */
@Injectable()
export class BearerRefusals {
  constructor(
    @Inject(ChallengeSettings) private readonly settings: ChallengeSettings,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
    @Inject(AuditSettings) private readonly auditSettings: AuditSettings,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /** Records that a request was turned away for a reason beside its credential; the result is the id for its sender. */
  recordRefusal(reason: Reason, request: IncomingMessage, details?: ReasonDetails): string {
    const correlationId = this.randomness.identifier();
    const origin = auditedRequest(request, this.auditSettings);
    this.auditTrail.record('request_refused', { reason, correlationId, ...(details && { details }), ...origin });
    return correlationId;
  }

  refuse(refused: Refused, { request, targets = [] }: RefusedRequest = {}): RecordedRefusal {
    const correlationId = this.randomness.identifier();
    const reason = reasonOf(refused);
    const details = 'details' in refused && refused.details !== undefined ? { details: refused.details } : {};
    const common = { correlationId, reason, ...details, ...auditedRequest(request, this.auditSettings) };
    if (!('principal' in refused)) this.auditTrail.record('token_refused', common);
    else {
      const needed = refused.ending === 'insufficient' ? { neededScopes: auditedList(refused.requiredScopes) } : {};
      const event = { ...common, ...auditedCaller(refused.principal), ...needed };
      if (targets.length === 0) this.auditTrail.record('access_refused', event);
      for (const target of targets) this.auditTrail.record('access_refused', { ...event, target });
    }
    return { ...renderBearerRefusal(refused, this.settings), correlationId };
  }
}
