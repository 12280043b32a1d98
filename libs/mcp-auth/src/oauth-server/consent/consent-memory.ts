import { Inject, Injectable } from '@nestjs/common';
import { ServedResources } from '../../core/served-resources.js';
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
    @Inject(ServedResources) private readonly served: ServedResources,
    @Inject(SharedClock) private readonly clock: SharedClock,
  ) {}

  /** What cannot be taken out: each request to one of these resources needs it. */
  alwaysNeeded({ resources }: Pick<AuthorizationRequest, 'resources'>): readonly string[] {
    const asked = this.served.list().filter(({ identifier }) => resources.includes(identifier));
    return asked.flatMap(({ required }) => required);
  }

  /** What has to be agreed to once more. */
  async need(request: AuthorizationRequest, subject: string): Promise<ConsentNeed> {
    const { clientId } = request.client;
    const consents = request.resources.map((resource) => this.store.consents.find(subject, clientId, resource));
    return consentNeed(request, await Promise.all(consents), this.settings.silentConsent);
  }

  /** Remembers what was agreed to, and forgets what was asked for and not agreed to: the last answer counts. */
  async remember(
    { client, resources, scopes: asked }: AuthorizationRequest,
    subject: string,
    scopes: readonly string[],
  ): Promise<void> {
    const { clientId } = client;
    const grantedAtMs = this.clock.nowMs();
    for (const resource of resources) {
      const withheld = asked.filter((scope) => !scopes.includes(scope));
      if (withheld.length > 0) await this.store.consents.withdraw({ subject, clientId, resource, scopes: withheld });
      if (scopes.length > 0 || asked.length === 0) {
        await this.store.consents.remember({ subject, clientId, resource, scopes, grantedAtMs });
      }
    }
  }
}
