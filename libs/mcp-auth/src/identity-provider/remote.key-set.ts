import type { Clock } from '../core/clock.js';
import { KeySet, type KeyLookup } from './key-set.js';
import type { VerificationKey } from './verification-key.js';

/** How long keys are used and how often the issuer is asked. */
export interface KeySetTiming {
  /** From this age on the set is fetched again in the background. */
  readonly refreshAfterMs: number;
  /** Past this age keys are used only while the issuer cannot be reached: an old key dies within it. */
  readonly maxAgeMs: number;
  /** Past this age keys are not used at all, outage or not. */
  readonly staleIfErrorMs: number;
  /** Least time between two fetches that unknown key ids cause, so that a stranger cannot make us fetch. */
  readonly unknownKeyCooldownMs: number;
  /** Least time between two fetches while the issuer fails. */
  readonly failureCooldownMs: number;
}

export const defaultKeySetTiming: KeySetTiming = {
  refreshAfterMs: 5 * 60_000,
  maxAgeMs: 10 * 60_000,
  staleIfErrorMs: 60 * 60_000,
  unknownKeyCooldownMs: 10_000,
  failureCooldownMs: 3_000,
};

interface Snapshot {
  readonly keys: readonly VerificationKey[];
  readonly fetchedAtMs: number;
}

interface Failure {
  readonly failedAtMs: number;
  readonly cause: string;
}

/** The keys of an issuer that publishes them at a URL: fetched once for all waiting callers, kept, and renewed. */
export class RemoteKeySet extends KeySet {
  private snapshot: Snapshot | undefined;
  private failure: Failure | undefined;
  private pending: Promise<void> | undefined;

  constructor(
    private readonly download: () => Promise<readonly VerificationKey[]>,
    private readonly clock: Clock,
    private readonly timing: KeySetTiming = defaultKeySetTiming,
  ) {
    super();
  }

  async find(keyId: string | undefined): Promise<KeyLookup> {
    await this.renew();
    const known = this.lookUp(keyId);
    if (known !== undefined) return known;
    if (this.ageMs() >= this.timing.unknownKeyCooldownMs) await this.refresh();
    return this.lookUp(keyId) ?? this.explainAbsence();
  }

  /** Waits for new keys only where old ones may not be used; in an outage nobody waits a second time. */
  private renew(): Promise<void> {
    const ageMs = this.ageMs();
    if (ageMs < this.timing.refreshAfterMs) return Promise.resolve();
    const refreshed = this.refresh();
    const mayGoOn = ageMs < this.timing.maxAgeMs || (this.failure !== undefined && ageMs < this.timing.staleIfErrorMs);
    return mayGoOn ? Promise.resolve() : refreshed;
  }

  /** One fetch at a time, none while a failure is fresh. Never rejects: what went wrong is kept in `failure`. */
  private refresh(): Promise<void> {
    if (this.failure && this.clock.nowMs() - this.failure.failedAtMs < this.timing.failureCooldownMs) {
      return Promise.resolve();
    }
    this.pending ??= this.fetchOnce().finally(() => {
      this.pending = undefined;
    });
    return this.pending;
  }

  private async fetchOnce(): Promise<void> {
    try {
      const keys = await this.download();
      this.snapshot = { keys, fetchedAtMs: this.clock.nowMs() };
      this.failure = undefined;
    } catch (error) {
      const cause = error instanceof Error ? error.message : 'unknown fault';
      this.failure = { failedAtMs: this.clock.nowMs(), cause };
    }
  }

  private lookUp(keyId: string | undefined): KeyLookup | undefined {
    if (this.snapshot === undefined || this.ageMs() >= this.timing.staleIfErrorMs) return undefined;
    const { keys } = this.snapshot;
    const candidates = keyId === undefined ? keys : keys.filter((key) => key.keyId === keyId);
    return candidates.length > 0 ? { found: 'keys', keys: candidates } : undefined;
  }

  /** An unknown key is a bad token only if the issuer could be asked; in an outage nobody can tell. */
  private explainAbsence(): KeyLookup {
    if (this.failure === undefined) return { found: 'unknown' };
    const retryAfterSeconds = Math.max(1, Math.ceil(this.timing.failureCooldownMs / 1000));
    return { found: 'unavailable', retryAfterSeconds, cause: this.failure.cause };
  }

  private ageMs(): number {
    return this.snapshot === undefined ? Number.POSITIVE_INFINITY : this.clock.nowMs() - this.snapshot.fetchedAtMs;
  }
}
