import { Inject, Injectable, Logger } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import { Store } from '../repositories/store.js';
import { MaintenanceSettings } from './maintenance.settings.js';
import { Repetition } from './repetition.js';

const intervalMs = 60_000;
/** Small enough that no other statement waits for it. */
const batchSize = 500;
/** In one round; what is left waits for the next one. */
const maxBatches = 20;

/** Removes what nobody can have any use of: every minute, in small batches, in each replica without harm. */
@Injectable()
export class ExpiredRecordsJob {
  private readonly logger = new Logger('OAuthServer');
  private readonly repetition = new Repetition(intervalMs, () =>
    this.run().catch((error: unknown) => this.logger.warn(`Cleaning up failed: ${String(error)}`)),
  );

  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(MaintenanceSettings) private readonly settings: MaintenanceSettings,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {}

  start(): void {
    this.repetition.start();
  }

  /** One round. @returns how many records were removed */
  async run(): Promise<number> {
    const nowMs = this.clock.nowMs();
    const { families, pushedRequests, assertionUses, opaqueTokens, revokedTokens, clients } = this.store;
    const { interactions, sessions, personalSecrets, attempts } = this.store.people;
    const unusedSinceMs = nowMs - this.settings.unusedRegistrationTtlSeconds * 1000;
    let removed = 0;
    const ofTokens = [families, pushedRequests, assertionUses, opaqueTokens, revokedTokens];
    for (const repository of [...ofTokens, interactions, sessions, personalSecrets, attempts]) {
      removed += await inBatches(() => repository.purgeExpired(nowMs, batchSize));
    }
    return removed + (await inBatches(() => clients.purgeUnused(unusedSinceMs, batchSize)));
  }

  stop(): Promise<void> {
    return this.repetition.stop();
  }
}

async function inBatches(purge: () => Promise<number>): Promise<number> {
  let removed = 0;
  for (let batch = 0; batch < maxBatches; batch += 1) {
    const count = await purge();
    removed += count;
    if (count < batchSize) break;
  }
  return removed;
}
