import { Inject, Injectable } from '@nestjs/common';
import { type Clock, SharedClock } from '../../core/clock.js';
import { RevocationBroadcast } from '../../core/revocation-broadcast.js';
import type { Revocation } from '../model/revocation.js';
import { Store } from '../repositories/store.js';
import { RevokedIds, type RevocableClaims } from './revoked-ids.js';
import { RevocationSettings } from './revocation.settings.js';

/**
 * Each reading looks so far back behind the one before: longer than any transaction stays open, for rows appear when theirs ends,
 * not in the order of their times.
 */
const overlapMs = 60_000;
/** Without a reading for so long, something may be revoked that is not known here. */
const lostAfterMs = 5_000;
/** A token is never taken for longer on the word of a feed that was lost. */
const outdatedAfterMs = 15 * 60_000;
/** Clocks of replicas, and tokens of a longer life that an earlier configuration made. */
const slackMs = 5 * 60_000;
const shortestMemoryMs = 60 * 60_000;

/** How well it is known what is revoked. */
export type FeedCondition = 'current' | 'lost' | 'outdated';

/** Knows what is revoked, without asking the store at each request: it reads what is new every moment, whoever revoked it. */
@Injectable()
export class RevocationFeed {
  private readonly revoked = new RevokedIds();
  private readonly memoryMs: number;
  private lastReading: Moment | undefined;
  private reading: Promise<void> | undefined;

  constructor(
    @Inject(RevocationSettings) private readonly settings: RevocationSettings,
    @Inject(Store) private readonly store: Store,
    @Inject(RevocationBroadcast) private readonly broadcast: RevocationBroadcast,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {
    this.memoryMs = Math.max(settings.tokenLifeSeconds * 1000, shortestMemoryMs) + slackMs;
  }

  /** Reads what is new; at first, all that a good token could be of. @throws StoreError where the store cannot be asked */
  read(): Promise<void> {
    this.reading ??= this.readOnce().finally(() => void (this.reading = undefined));
    return this.reading;
  }

  /** Reads what is new now: a reading that is under way may have begun before it was there. */
  async readAnew(): Promise<void> {
    await this.reading?.catch(() => undefined);
    await this.read();
  }

  /** Takes up at once what was revoked here, and has the other replicas read it. */
  announce(revocation: Revocation): void {
    this.add(revocation);
    this.broadcast.announce();
  }

  /** @returns `unknown` where it cannot be told, and the settings say that nobody is let in then */
  verdictOn(claims: RevocableClaims): 'good' | 'revoked' | 'unknown' {
    if (this.revoked.has(claims)) return 'revoked';
    const condition = this.condition();
    const isServed = condition === 'current' || (condition === 'lost' && this.settings.onFeedLost === 'serve');
    return isServed ? 'good' : 'unknown';
  }

  condition(): FeedCondition {
    const agoMs = this.sinceLastReadingMs();
    if (agoMs > outdatedAfterMs) return 'outdated';
    return agoMs > lostAfterMs ? 'lost' : 'current';
  }

  /** @param onRevoked called once, also where that is so already @returns ends the watching */
  watch(claims: RevocableClaims, onRevoked: () => void): () => void {
    return this.revoked.watch(claims, onRevoked);
  }

  private async readOnce(): Promise<void> {
    const startedAt = momentOf(this.clock);
    const windowMs = Math.min(this.sinceLastReadingMs() + overlapMs, this.memoryMs);
    for (const revocation of await this.store.revocations.recordedInLast(windowMs)) this.add(revocation);
    this.lastReading = startedAt;
    this.revoked.forgetThoseUntil(this.clock.nowMs());
  }

  private add(revocation: Revocation): void {
    const forgetAtMs =
      revocation.of === 'grant'
        ? this.clock.nowMs() + this.memoryMs - revocation.recordedAgoMs
        : revocation.expiresAtMs + slackMs;
    this.revoked.add(revocation, forgetAtMs);
  }

  /** By the clock that says more: one may be set back, the other one stops while a machine sleeps. */
  private sinceLastReadingMs(): number {
    if (this.lastReading === undefined) return Number.POSITIVE_INFINITY;
    const { wallMs, monotonicMs } = momentOf(this.clock);
    return Math.max(wallMs - this.lastReading.wallMs, monotonicMs - this.lastReading.monotonicMs);
  }
}

interface Moment {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

function momentOf(clock: Clock): Moment {
  return { wallMs: clock.nowMs(), monotonicMs: clock.monotonicMs() };
}
