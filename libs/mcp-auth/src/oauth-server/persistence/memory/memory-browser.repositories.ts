import type { BrowserSession } from '../../model/browser-session.js';
import type { Interaction } from '../../model/interaction.js';
import { AttemptRepository, type AttemptLadder } from '../../repositories/attempt.repository.js';
import { BrowserSessionRepository } from '../../repositories/browser-session.repository.js';
import { InteractionRepository } from '../../repositories/interaction.repository.js';
import { ExpiringMap } from './expiring-map.js';

export class MemoryInteractionRepository extends InteractionRepository {
  private readonly interactions = new ExpiringMap<Interaction>();

  async begin(interaction: Interaction): Promise<void> {
    this.interactions.set(interaction.digest, interaction, interaction.expiresAtMs);
  }

  async find(digest: string): Promise<Interaction | undefined> {
    return this.interactions.get(digest);
  }

  async finishOnce(digest: string, nowMs: number): Promise<boolean> {
    const interaction = this.interactions.get(digest);
    return interaction !== undefined && interaction.expiresAtMs > nowMs && this.interactions.delete(digest);
  }

  async purgeExpired(nowMs: number, limit: number): Promise<number> {
    return this.interactions.purge(nowMs, limit).length;
  }
}

export class MemoryBrowserSessionRepository extends BrowserSessionRepository {
  private readonly sessions = new ExpiringMap<BrowserSession>();

  async begin(session: BrowserSession): Promise<void> {
    this.sessions.set(session.digest, session, session.idleExpiresAtMs);
  }

  async find(digest: string): Promise<BrowserSession | undefined> {
    return this.sessions.get(digest);
  }

  async listOf(subject: string): Promise<readonly BrowserSession[]> {
    const own = this.sessions.values().filter((session) => session.subject === subject);
    return own.toSorted((one, other) => other.lastSeenAtMs - one.lastSeenAtMs);
  }

  async touch({ digest, ...times }: Parameters<BrowserSessionRepository['touch']>[0]): Promise<void> {
    const session = this.sessions.get(digest);
    if (session !== undefined) await this.begin({ ...session, ...times });
  }

  async end(digest: string, subject: string): Promise<boolean> {
    return this.sessions.get(digest)?.subject === subject && this.sessions.delete(digest);
  }

  async endAllOf(subject: string, exceptDigest?: string): Promise<number> {
    const own = (await this.listOf(subject)).filter(({ digest }) => digest !== exceptDigest);
    for (const { digest } of own) this.sessions.delete(digest);
    return own.length;
  }

  async purgeExpired(nowMs: number, limit: number): Promise<number> {
    return this.sessions.purge(nowMs, limit).length;
  }
}

interface Attempts {
  readonly tries: number;
  readonly blockedUntilMs: number;
  readonly expiresAtMs: number;
}

export class MemoryAttemptRepository extends AttemptRepository {
  private readonly attempts = new ExpiringMap<Attempts>();

  async take(
    key: string,
    { freeTries, pausesMs, forgottenAfterMs }: AttemptLadder,
    nowMs: number,
  ): Promise<number | undefined> {
    const known = this.attempts.get(key);
    const isOver = known === undefined || known.expiresAtMs <= nowMs;
    if (!isOver && known.blockedUntilMs > nowMs) return known.blockedUntilMs;
    const tries = isOver ? 1 : known.tries + 1;
    const pauseMs = tries < freeTries ? undefined : (pausesMs[tries - freeTries] ?? pausesMs.at(-1));
    this.put(key, {
      tries,
      blockedUntilMs: pauseMs === undefined ? 0 : nowMs + pauseMs,
      expiresAtMs: isOver ? nowMs + forgottenAfterMs : known.expiresAtMs,
    });
    return undefined;
  }

  async blockedUntil(key: string, nowMs: number): Promise<number | undefined> {
    const known = this.attempts.get(key);
    const isBlocked = known !== undefined && known.expiresAtMs > nowMs && known.blockedUntilMs > nowMs;
    return isBlocked ? known.blockedUntilMs : undefined;
  }

  async giveBack(key: string): Promise<void> {
    const known = this.attempts.get(key);
    if (known !== undefined && known.tries > 0) this.put(key, { ...known, tries: known.tries - 1, blockedUntilMs: 0 });
  }

  async forget(key: string): Promise<void> {
    this.attempts.delete(key);
  }

  async purgeExpired(nowMs: number, limit: number): Promise<number> {
    return this.attempts.purge(nowMs, limit).length;
  }

  private put(key: string, attempts: Attempts): void {
    this.attempts.set(key, attempts, attempts.expiresAtMs);
  }
}
