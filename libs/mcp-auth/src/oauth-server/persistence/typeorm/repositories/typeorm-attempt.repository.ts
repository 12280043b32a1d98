import type { EntityManager } from 'typeorm';
import { digestOf } from '../../../../core/secret-digest.js';
import { AttemptRepository, type AttemptLadder } from '../../../repositories/attempt.repository.js';
import { boundMs } from '../column-types.js';
import { AttemptEntity } from '../entities/attempt.entity.js';
import { removeExpired } from '../expired-rows.js';
import type { StoreConnection } from '../store-connection.js';

/** Tries to log in, in a database. Each is counted by one conditional UPDATE, which also says how long the next one waits. */
export class TypeOrmAttemptRepository extends AttemptRepository {
  constructor(private readonly connection: StoreConnection) {
    super();
  }

  async take(key: string, ladder: AttemptLadder, nowMs: number): Promise<number | undefined> {
    const keyDigest = digestOf(key);
    const expiresAt = nowMs + ladder.forgottenAfterMs;
    for (;;) {
      if (await this.connection.write((manager) => count(manager, keyDigest, ladder, nowMs))) return undefined;
      const row = await this.connection.read((manager) => manager.findOneBy(AttemptEntity, { keyDigest }));
      if (row !== null && row.expiresAt > nowMs) return row.blockedUntil;
      const first = { keyDigest, tries: 1, blockedUntil: pauseEnd(1, ladder, nowMs), expiresAt };
      if (row !== null) await this.forget(key);
      if (await this.connection.insertOnce((manager) => manager.insert(AttemptEntity, first))) return undefined;
    }
  }

  async blockedUntil(key: string, nowMs: number): Promise<number | undefined> {
    const keyDigest = digestOf(key);
    const row = await this.connection.read((manager) => manager.findOneBy(AttemptEntity, { keyDigest }));
    return row !== null && row.expiresAt > nowMs && row.blockedUntil > nowMs ? row.blockedUntil : undefined;
  }

  async giveBack(key: string): Promise<void> {
    await this.connection.write((manager) =>
      manager
        .createQueryBuilder()
        .update(AttemptEntity)
        .set({ tries: () => 'tries - 1', blockedUntil: 0 })
        .where('key_digest = :keyDigest AND tries > 0', { keyDigest: digestOf(key) })
        .execute(),
    );
  }

  async forget(key: string): Promise<void> {
    await this.connection.write((manager) => manager.delete(AttemptEntity, { keyDigest: digestOf(key) }));
  }

  purgeExpired(nowMs: number, limit: number): Promise<number> {
    const columns = { key: 'keyDigest', time: 'expiresAt' } as const;
    return this.connection.write((manager) => removeExpired(manager, AttemptEntity, columns, nowMs, limit));
  }
}

async function count(
  manager: EntityManager,
  keyDigest: string,
  { freeTries, pausesMs }: AttemptLadder,
  nowMs: number,
): Promise<boolean> {
  // `tries` is what was counted before this one, if it is written last: MariaDB takes each assignment after the other.
  const steps = pausesMs.map((pauseMs, index) => `WHEN tries >= ${freeTries - 1 + index} THEN ${nowMs + pauseMs}`);
  const update = manager.createQueryBuilder().update(AttemptEntity);
  const { affected } = await update
    .set({
      blockedUntil: () => `CASE ${steps.toReversed().join(' ')} ELSE 0 END`,
      tries: () => 'tries + 1',
    })
    .where('key_digest = :keyDigest', { keyDigest })
    .andWhere('blocked_until <= :now AND expires_at > :now', { now: boundMs(nowMs) })
    .execute();
  return affected === 1;
}

function pauseEnd(tries: number, { freeTries, pausesMs }: AttemptLadder, nowMs: number): number {
  const pauseMs = tries < freeTries ? undefined : pausesMs[0];
  return pauseMs === undefined ? 0 : nowMs + pauseMs;
}
