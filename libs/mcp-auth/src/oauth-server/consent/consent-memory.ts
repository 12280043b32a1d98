import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import type { AuthorizationRequest } from '../model/authorization-request.js';
import { Store } from '../repositories/store.js';
import { isCovered } from './consent.policy.js';

/** Remembers what people agreed to, by client and resource. */
@Injectable()
export class ConsentMemory {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {}

  /** Whether nothing has to be agreed to once more. */
  async covers(request: AuthorizationRequest, subject: string): Promise<boolean> {
    const { clientId } = request.client;
    const consents = request.resources.map((resource) => this.store.consents.find(subject, clientId, resource));
    return isCovered(request, await Promise.all(consents));
  }

  async remember(
    { client, resources }: AuthorizationRequest,
    subject: string,
    scopes: readonly string[],
  ): Promise<void> {
    const { clientId } = client;
    const grantedAtMs = this.clock.nowMs();
    for (const resource of resources) {
      await this.store.consents.remember({ subject, clientId, resource, scopes, grantedAtMs });
    }
  }
}
