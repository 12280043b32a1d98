import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../core/audit/audit-trail.js';
import { Randomness } from '../core/randomness.js';
import type { Refused } from '../core/verification.js';
import { ChallengeSettings, reasonOf, renderBearerRefusal, type BearerRefusal } from './bearer-refusal.js';

/** A refusal that was recorded; the client gets the id, and the log has it too. */
export interface RecordedRefusal extends BearerRefusal {
  readonly correlationId: string;
}

/** Records and renders refusals, the same for guard, early handler and Passport strategy. */
@Injectable()
export class BearerRefusals {
  constructor(
    @Inject(ChallengeSettings) private readonly settings: ChallengeSettings,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  refuse(refused: Refused): RecordedRefusal {
    const correlationId = this.randomness.identifier();
    this.auditTrail.record('request_refused', {
      reason: reasonOf(refused),
      correlationId,
      ...('details' in refused && { details: refused.details }),
      ...('principal' in refused && {
        subject: refused.principal.subject.slice(0, 256),
        issuer: refused.principal.issuer,
      }),
    });
    return { ...renderBearerRefusal(refused, this.settings), correlationId };
  }
}
