import type { Clock } from '../../../core/clock.js';
import { digestOf } from '../../../core/secret-digest.js';
import { RevokedTokenRepository } from '../../repositories/revoked-token.repository.js';
import { ExpiringMap } from './expiring-map.js';

interface RevokedToken {
  readonly digest: string;
  readonly expiresAtMs: number;
  readonly recordedAtMs: number;
}

/** Revoked access tokens in the memory of this process. */
export class MemoryRevokedTokenRepository extends RevokedTokenRepository {
  private readonly revoked = new ExpiringMap<RevokedToken>();

  constructor(private readonly clock: Clock) {
    super();
  }

  async revoke(tokenId: string, expiresAtMs: number): Promise<void> {
    const digest = digestOf(tokenId);
    this.revoked.set(digest, { digest, expiresAtMs, recordedAtMs: this.clock.nowMs() }, expiresAtMs);
  }

  recordedSince(sinceMs: number): readonly RevokedToken[] {
    return this.revoked.values().filter(({ recordedAtMs }) => recordedAtMs >= sinceMs);
  }

  async isRevoked(tokenId: string): Promise<boolean> {
    return this.revoked.has(digestOf(tokenId));
  }

  async purgeExpired(nowMs: number, limit: number): Promise<number> {
    return this.revoked.purge(nowMs, limit).length;
  }
}
