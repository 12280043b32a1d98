import type { Clock } from '../../../core/clock.js';
import type { Revocation } from '../../model/revocation.js';
import { RevocationRepository } from '../../repositories/revocation.repository.js';
import type { MemoryRevokedTokenRepository } from './memory-revoked-token.repository.js';
import type { MemoryTokenFamilyRepository } from './memory-token-family.repository.js';

/** What was revoked lately in the memory of this process. */
export class MemoryRevocationRepository extends RevocationRepository {
  constructor(
    private readonly families: MemoryTokenFamilyRepository,
    private readonly tokens: MemoryRevokedTokenRepository,
    private readonly clock: Clock,
  ) {
    super();
  }

  async recordedInLast(milliseconds: number): Promise<readonly Revocation[]> {
    const nowMs = this.clock.nowMs();
    const sinceMs = nowMs - milliseconds;
    const grants = this.families.revokedSince(sinceMs).map(({ id: grantId, revokedAtMs = nowMs }): Revocation => ({
      of: 'grant',
      grantId,
      recordedAgoMs: nowMs - revokedAtMs,
    }));
    const tokens = this.tokens
      .recordedSince(sinceMs)
      .map(({ digest, expiresAtMs }): Revocation => ({ of: 'token', tokenDigest: digest, expiresAtMs }));
    return [...grants, ...tokens];
  }
}
