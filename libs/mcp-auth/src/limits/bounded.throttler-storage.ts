import { ThrottlerStorageService } from '@nestjs/throttler';

type Increment = Parameters<ThrottlerStorageService['increment']>;
type ThrottlerRecord = Awaited<ReturnType<ThrottlerStorageService['increment']>>;

/** Keys that are counted at a time; a minute of some thousand callers needs a fraction of it. */
const maxKeys = 100_000;
const uncounted: ThrottlerRecord = { totalHits: 1, timeToExpire: 0, isBlocked: false, timeToBlockExpire: 0 };

/**
 * Counts in the memory of this process. Past so many keys new ones are not counted until the sweep of the storage has made room: whoever has that
 * many addresses is not stopped by a count per address, and everybody else must not be.
 */
export class BoundedThrottlerStorage extends ThrottlerStorageService {
  constructor(private readonly keys = maxKeys) {
    super();
  }

  override increment(...[key, ...rest]: Increment): Promise<ThrottlerRecord> {
    return this.storage.size < this.keys || this.storage.has(key)
      ? super.increment(key, ...rest)
      : Promise.resolve(uncounted);
  }
}
