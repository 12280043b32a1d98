import type { Clock } from '../core/clock.js';
import { KeySet, type KeyLookup } from './key-set.js';
import { defaultKeySetTiming, type KeySetTiming } from './key-set-timing.js';
import type { VerificationKey } from './verification-key.js';

interface Snapshot {
  readonly keys: readonly VerificationKey[];
  /** Which fetch brought it, counted from 1. */
  readonly fetch: number;
  /** When that fetch began: the issuer may have withdrawn a key at any moment after. */
  readonly takenAtMs: number;
}

interface Failure {
  readonly failedAtMs: number;
  readonly cause: string;
}

/**
 * The keys of an issuer that publishes them at a URL: fetched once for all waiting callers, kept, and renewed. All times
 * are monotonic, so that a wall clock that is set back delays nothing.
 */
export class RemoteKeySet extends KeySet {
  private snapshot: Snapshot | undefined;
  private failure: Failure | undefined;
  private pending: Promise<void> | undefined;
  private fetches = 0;
  private askedForUnknownAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly download: () => Promise<readonly VerificationKey[]>,
    private readonly clock: Clock,
    private readonly timing: KeySetTiming = defaultKeySetTiming,
  ) {
    super();
  }

  find(keyId: string | undefined): KeyLookup | Promise<KeyLookup> {
    const known = this.ageMs() < this.timing.refreshAfterMs ? this.lookUp(keyId) : undefined;
    return known ?? this.findOrAsk(keyId);
  }

  override async renewed(): Promise<KeyLookup | undefined> {
    const before = this.snapshot;
    await this.seekUnknown();
    return this.snapshot === before ? undefined : this.lookUp(undefined);
  }

  private async findOrAsk(keyId: string | undefined): Promise<KeyLookup> {
    const fetchesBefore = this.fetches;
    await this.renew();
    const known = this.lookUp(keyId);
    if (known !== undefined) return known;
    await this.pending;
    // Only a set that was asked for after this caller came can say that the key does not exist.
    if (this.lookUp(keyId) === undefined && (this.snapshot?.fetch ?? 0) <= fetchesBefore) await this.seekUnknown();
    return this.lookUp(keyId) ?? this.explainAbsence();
  }

  /** Waits for new keys only where old ones may not be used; in an outage nobody waits a second time. */
  private renew(): Promise<void> {
    const ageMs = this.ageMs();
    if (ageMs < this.timing.refreshAfterMs) return Promise.resolve();
    const refreshed = this.refresh();
    const mayGoOn = ageMs < this.timing.maxAgeMs || (ageMs < this.timing.staleIfErrorMs && this.isOutage());
    return mayGoOn ? Promise.resolve() : refreshed;
  }

  /**
   * A fetch because of an unknown key id, or the one that another caller just began. The cool-down counts from the last
   * such fetch, not from any: a rotation right after another fetch is noticed at once, while strangers who invent key
   * ids share one fetch. After a failure the cool-down of failures takes its place.
   */
  private seekUnknown(): Promise<void> {
    if (this.pending !== undefined) return this.pending;
    if (!this.mayAskForUnknown()) return Promise.resolve();
    this.askedForUnknownAtMs = this.clock.monotonicMs();
    return this.refresh();
  }

  private mayAskForUnknown(): boolean {
    if (this.failure !== undefined) return !this.failedWithin(this.timing.failureCooldownMs);
    return this.clock.monotonicMs() - this.askedForUnknownAtMs >= this.timing.unknownKeyCooldownMs;
  }

  /** One fetch at a time, none while a failure is fresh. Never rejects: what went wrong is kept in `failure`. */
  private refresh(): Promise<void> {
    if (this.failedWithin(this.timing.failureCooldownMs)) return Promise.resolve();
    this.pending ??= this.fetchOnce().finally(() => {
      this.pending = undefined;
    });
    return this.pending;
  }

  private async fetchOnce(): Promise<void> {
    this.fetches += 1;
    const fetch = this.fetches;
    const takenAtMs = this.clock.monotonicMs();
    try {
      this.snapshot = { keys: await this.download(), fetch, takenAtMs };
      this.failure = undefined;
    } catch (error) {
      const cause = error instanceof Error ? error.message : 'unknown fault';
      this.failure = { failedAtMs: this.clock.monotonicMs(), cause };
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

  /** A failure of long ago is no reason to use a key that the issuer may have withdrawn since. */
  private isOutage(): boolean {
    return this.failedWithin(this.timing.outageMemoryMs);
  }

  private failedWithin(ms: number): boolean {
    return this.failure !== undefined && this.clock.monotonicMs() - this.failure.failedAtMs < ms;
  }

  private ageMs(): number {
    return this.snapshot === undefined ? Number.POSITIVE_INFINITY : this.clock.monotonicMs() - this.snapshot.takenAtMs;
  }
}
