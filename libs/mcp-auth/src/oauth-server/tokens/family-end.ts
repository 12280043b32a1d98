import { Inject, Injectable } from '@nestjs/common';
import type { AuditedRequest, GrantEndCause } from '../../core/audit/audit-events.js';
import { AuditTrail } from '../../core/audit/audit-trail.js';
import { SharedClock } from '../../core/clock.js';
import type { TokenFamily } from '../model/token-family.js';
import { Store } from '../repositories/store.js';
import { RevocationFeed } from '../revocations/revocation-feed.js';

/** Ends families of tokens, and tells of each once. */
@Injectable()
export class FamilyEnd {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(RevocationFeed) private readonly revocations: Pick<RevocationFeed, 'announce'>,
    @Inject(SharedClock) private readonly clock: SharedClock,
    @Inject(AuditTrail) private readonly auditTrail: AuditTrail,
  ) {}

  async of({ id, clientId, subject }: TokenFamily, cause: GrantEndCause, origin: AuditedRequest): Promise<void> {
    if (!(await this.store.families.revoke(id, this.clock.nowMs()))) return;
    this.revocations.announce({ of: 'grant', grantId: id, recordedAgoMs: 0 });
    this.auditTrail.record('grant_ended', { ...origin, clientId, subject, grantId: id, cause });
  }
}
