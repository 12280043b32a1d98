import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import type { Client } from '../model/client.js';
import { Store } from '../repositories/store.js';

/** More ids than a process sees anew between two restarts, in any sensible service. */
const maxKnown = 10_000;

/** Notes that registered clients are in use, so that they are not reaped; once each, as far as this process knows. */
@Injectable()
export class ClientUse {
  private readonly known = new Set<string>();

  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {}

  async note({ clientId, origin }: Client): Promise<void> {
    if (origin !== 'registered' || this.known.has(clientId)) return;
    await this.store.clients.markUsed(clientId, this.clock.nowMs());
    if (this.known.size >= maxKnown) this.known.clear();
    this.known.add(clientId);
  }
}
