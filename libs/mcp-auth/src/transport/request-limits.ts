import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { Limiter, type LimitRule } from '../core/limiter.js';
import type { Principal } from '../core/principal.js';
import { callerNetwork, peerAddress } from '../http/peer-address.js';
import { LimitsSettings } from '../options/limits.settings.js';

/** Counts requests to the endpoint: by address before their token is looked at, by client and person after. */
@Injectable()
export class RequestLimits {
  private readonly address: LimitRule;
  private readonly client: LimitRule;
  private readonly person: LimitRule;

  constructor(
    @Inject(Limiter) private readonly limiter: Limiter,
    @Inject(LimitsSettings) private readonly settings: LimitsSettings,
  ) {
    this.address = { name: 'address', perMinute: settings.perAddressPerMinute };
    this.client = { name: 'client', perMinute: settings.perClientPerMinute };
    this.person = { name: 'person', perMinute: settings.perPersonPerMinute };
  }

  /** Seconds that the sender of a request has to wait; undefined where it need not. */
  async beforeCredential(request: IncomingMessage): Promise<number | undefined> {
    if (this.address.perMinute === 0) return undefined;
    return this.limiter.retryAfterSeconds(
      this.address,
      callerNetwork(peerAddress(request, this.settings.trustedProxies)),
    );
  }

  /** The same, for what the token of the request names. */
  async afterCredential({ issuer, subject, clientId }: Principal): Promise<number | undefined> {
    // The person first: what it is refused must not use up what its client may ask for others.
    const person = await this.count(this.person, issuer, subject);
    return person ?? (clientId === undefined ? undefined : this.count(this.client, issuer, clientId));
  }

  private async count(rule: LimitRule, ...names: readonly string[]): Promise<number | undefined> {
    return rule.perMinute === 0 ? undefined : this.limiter.retryAfterSeconds(rule, JSON.stringify(names));
  }
}
