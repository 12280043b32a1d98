import { StoreError } from '../../repositories/store-error.js';
import type { TokenFamily } from '../../model/token-family.js';
import {
  TokenFamilyRepository,
  type GrantHolder,
  type Redemption,
  type Rotation,
} from '../../repositories/token-family.repository.js';
import { ExpiringMap } from './expiring-map.js';

/** Families in the memory of this process. No verb waits between looking and changing, so each happens at once. */
export class MemoryTokenFamilyRepository extends TokenFamilyRepository {
  private readonly families = new ExpiringMap<TokenFamily>();
  private readonly idsByCode = new Map<string, string>();
  private readonly idsByLineage = new Map<string, string>();

  async begin(family: TokenFamily): Promise<void> {
    if (this.families.has(family.id) || this.idsByCode.has(family.code.digest))
      throw new StoreError('The family exists');
    this.idsByCode.set(family.code.digest, family.id);
    this.put(family);
  }

  async find(id: string): Promise<TokenFamily | undefined> {
    return this.families.get(id);
  }

  async findByCode(codeDigest: string): Promise<TokenFamily | undefined> {
    return this.families.get(this.idsByCode.get(codeDigest) ?? '');
  }

  async findByLineage(lineageDigest: string): Promise<TokenFamily | undefined> {
    return this.families.get(this.idsByLineage.get(lineageDigest) ?? '');
  }

  async findAlive({ subject, clientId }: GrantHolder): Promise<readonly TokenFamily[]> {
    return this.families
      .values()
      .filter(
        (family) =>
          family.revokedAtMs === undefined &&
          [undefined, family.subject].includes(subject) &&
          [undefined, family.clientId].includes(clientId),
      );
  }

  async redeemOnce({ familyId, nowMs, refresh, purgeableAtMs }: Redemption): Promise<boolean> {
    const family = this.families.get(familyId);
    if (family === undefined || family.redeemedAtMs !== undefined || family.revokedAtMs !== undefined) return false;
    if (family.code.expiresAtMs <= nowMs) return false;
    if (refresh !== undefined) this.idsByLineage.set(refresh.lineageDigest, familyId);
    this.put({ ...family, redeemedAtMs: nowMs, refresh, purgeableAtMs });
    return true;
  }

  async rotate({ familyId, presentedDigest, ...rotation }: Rotation): Promise<boolean> {
    const family = this.families.get(familyId);
    if (family?.refresh?.currentDigest !== presentedDigest || family.revokedAtMs !== undefined) return false;
    const { successorDigest, sealedSuccessor, idleExpiresAtMs, nowMs } = rotation;
    const previous = { digest: presentedDigest, sealedSuccessor, rotatedAtMs: nowMs };
    this.put({ ...family, refresh: { ...family.refresh, currentDigest: successorDigest, previous, idleExpiresAtMs } });
    return true;
  }

  async revoke(id: string, nowMs: number): Promise<boolean> {
    const family = this.families.get(id);
    if (family === undefined || family.revokedAtMs !== undefined) return false;
    this.put({ ...family, revokedAtMs: nowMs });
    return true;
  }

  /** Those that were ended at that moment or later. */
  revokedSince(sinceMs: number): readonly TokenFamily[] {
    return this.families.values().filter(({ revokedAtMs }) => revokedAtMs !== undefined && revokedAtMs >= sinceMs);
  }

  async purgeExpired(nowMs: number, limit: number): Promise<number> {
    const purged = this.families.purge(nowMs, limit);
    for (const { code, refresh } of purged) {
      this.idsByCode.delete(code.digest);
      this.idsByLineage.delete(refresh?.lineageDigest ?? '');
    }
    return purged.length;
  }

  private put(family: TokenFamily): void {
    this.families.set(family.id, family, family.purgeableAtMs);
  }
}
