import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { Limiter } from '../../core/limiter.js';
import { callerNetwork, peerAddress } from '../../http/peer-address.js';
import { LimitsSettings } from '../../options/limits.settings.js';

/** How often one address may ask an endpoint in a minute; 0 is no limit. */
export interface EndpointLimitSettings {
  readonly perAddressPerMinute: number;
  readonly registrationsPerAddressPerMinute: number;
}
export const EndpointLimitSettings = Symbol('EndpointLimitSettings');

/** Counts requests to the endpoints, each for itself, by address: who asks is not known before. */
@Injectable()
export class EndpointLimits {
  constructor(
    @Inject(Limiter) private readonly limiter: Limiter,
    @Inject(EndpointLimitSettings) private readonly settings: EndpointLimitSettings,
    @Inject(LimitsSettings) private readonly limits: LimitsSettings,
  ) {}

  /** @returns the seconds that the sender has to wait; undefined where it need not */
  async retryAfterSeconds(endpoint: string, request: IncomingMessage): Promise<number | undefined> {
    const { perAddressPerMinute, registrationsPerAddressPerMinute } = this.settings;
    const perMinute = endpoint === 'register' ? registrationsPerAddressPerMinute : perAddressPerMinute;
    if (perMinute === 0) return undefined;
    const address = callerNetwork(peerAddress(request, this.limits.trustedProxies));
    return this.limiter.retryAfterSeconds({ name: `oauth ${endpoint}`, perMinute }, address);
  }
}
