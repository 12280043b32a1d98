import type { Clock } from '../core/clock.js';
import type { Ask } from '../core/outbound.js';
import { FetchError } from '../outbound/fetch-error.js';
import { KeySet, type KeyLookup } from './key-set.js';
import { readPublicKey } from './public-key.js';
import { RemoteKeySet } from './remote.key-set.js';
import type { VerificationKey } from './verification-key.js';

/** One step of a path and nothing else: the id comes out of a token that nobody has verified. */
const keyIdPattern = /^[A-Za-z0-9_-]{1,128}$/;
/** Keys that are kept; whoever publishes them like this signs with one or two at a time. */
const maxKeys = 32;
/** So many ids that nobody has seen may be asked for within the time, so that a stranger cannot make us ask without end. */
const maxNewIds = 10;
const newIdsWithinMs = 10_000;
const limits = { timeoutMs: 5_000, maxBytes: 16 * 1024 };

/** What is answered where there is no key of this id; storage that lists nothing to strangers says 403. */
const noKeyStatuses = [403, 404, 410];

/** Keys that are published one by one, each as PEM text under its own id. Each is fetched, kept and renewed by itself. */
export class PemKeySet extends KeySet {
  private readonly known = new Map<string, RemoteKeySet>();
  private newIdsAtMs: readonly number[] = [];

  /** @param keysUrl where the keys are; the id is the last step of the path */
  constructor(
    private readonly keysUrl: string,
    private readonly ask: Ask,
    private readonly clock: Clock,
  ) {
    super();
  }

  find(keyId: string | undefined): KeyLookup | Promise<KeyLookup> {
    if (keyId === undefined || !keyIdPattern.test(keyId)) return { found: 'unknown' };
    return this.known.get(keyId)?.find(keyId) ?? this.introduce(keyId);
  }

  private async introduce(keyId: string): Promise<KeyLookup> {
    const nowMs = this.clock.monotonicMs();
    this.newIdsAtMs = this.newIdsAtMs.filter((atMs) => nowMs - atMs < newIdsWithinMs);
    if (this.newIdsAtMs.length >= maxNewIds) {
      return { found: 'unavailable', retryAfterSeconds: newIdsWithinMs / 1000, cause: 'too many unknown key ids' };
    }
    this.newIdsAtMs = [...this.newIdsAtMs, nowMs];
    const keys = new RemoteKeySet(() => this.download(keyId), this.clock);
    this.keep(keyId, keys);
    const lookup = await keys.find(keyId);
    // What does not exist is not remembered: strangers would fill the map with it.
    if (lookup.found !== 'keys') this.known.delete(keyId);
    return lookup;
  }

  private keep(keyId: string, keys: RemoteKeySet): void {
    const [oldest] = this.known.keys();
    if (this.known.size >= maxKeys && oldest !== undefined) this.known.delete(oldest);
    this.known.set(keyId, keys);
  }

  private async download(keyId: string): Promise<readonly VerificationKey[]> {
    const url = `${this.keysUrl.replace(/\/$/, '')}/${keyId}`;
    const { status, text } = await this.ask(url, limits);
    if (noKeyStatuses.includes(status)) return [];
    if (status !== 200) throw new FetchError(status >= 300 && status < 400 ? 'redirected' : 'status', url, { status });
    const read = readPublicKey(text);
    return 'key' in read ? [{ ...read.key, keyId }] : [];
  }
}
