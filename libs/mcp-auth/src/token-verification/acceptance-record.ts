import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../core/audit/audit-trail.js';
import { auditedCaller } from '../core/audit/audited.js';
import type { Principal } from '../core/principal.js';
import { Randomness } from '../core/randomness.js';
import { auditedRequest } from '../http/audited-request.js';
import { AuditSettings } from '../options/audit.settings.js';

/** Tells the audit trail who was let in. */
@Injectable()
export class AcceptanceRecord {
  constructor(
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
    @Inject(AuditSettings) private readonly auditSettings: AuditSettings,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  accepted(principal: Principal, request: IncomingMessage | undefined): void {
    if (!this.auditTrail.hears('token_accepted')) return;
    this.auditTrail.record('token_accepted', {
      correlationId: this.randomness.identifier(),
      ...auditedCaller(principal),
      ...auditedRequest(request, this.auditSettings),
    });
  }
}
