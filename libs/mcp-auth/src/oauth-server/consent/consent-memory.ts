import { Inject, Injectable } from '@nestjs/common';
import { SharedClock } from '../../core/clock.js';
import type { AuthorizationRequest } from '../model/authorization-request.js';
import { Store } from '../repositories/store.js';
import { consentNeed, type ConsentNeed } from './consent.policy.js';
import { ConsentSettings } from './consent.settings.js';

/** Remembers what people agreed to, by client and resource. */
@Injectable()
export class ConsentMemory {
  constructor(
    @Inject(ConsentSettings) private readonly settings: ConsentSettings,
    @Inject(Store) private readonly store: Store,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {}

  /** What has to be agreed to once more. */
  async need(request: AuthorizationRequest, subject: string): Promise<ConsentNeed> {
    const { clientId } = request.client;
    const consents = request.resources.map((resource) => this.store.consents.find(subject, clientId, resource));
    return consentNeed(request, await Promise.all(consents), this.settings.silentConsent);
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
