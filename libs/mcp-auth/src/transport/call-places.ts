import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../core/principal.js';
import type { HttpExchange } from '../http/http-exchange.js';
import { writeReply } from '../http/http-reply.js';
import { LimitsSettings } from '../options/limits.settings.js';
import { EndpointRefusals } from './endpoint-refusals.js';
import { PrincipalQuota } from './principal-quota.js';

/** Bounds how many calls of one person run at the same time. */
@Injectable()
export class CallPlaces {
  private readonly quota: PrincipalQuota;

  constructor(
    @Inject(LimitsSettings) { concurrentPerPerson }: LimitsSettings,
    @Inject(EndpointRefusals) private readonly refusals: EndpointRefusals,
  ) {
    this.quota = new PrincipalQuota(concurrentPerPerson);
  }

  /** Runs a call in a place of its caller, which is taken until the answer is sent; without one the answer is 429. */
  async run(principal: Principal, { request, response }: HttpExchange, call: () => Promise<void>): Promise<void> {
    const release = this.quota.acquire(principal);
    if (release === undefined) return writeReply(response, this.refusals.refuseForNow(1, request));
    try {
      await call();
    } finally {
      release();
    }
  }
}
