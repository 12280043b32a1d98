import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import type { Principal } from '../core/principal.js';
import { RevocationNotices } from '../core/revocation-notices.js';
import { endingWithToken } from './open-ended.js';
import { PrincipalQuota } from './principal-quota.js';

/** Streams that one principal may have open at a time. */
const streamsPerPrincipal = 64;

/** Streams without an end of their own: they end with the client, and with the token that opened them, expired or revoked. */
@Injectable()
export class OpenStreams {
  private readonly quota = new PrincipalQuota(streamsPerPrincipal);

  constructor(
    @Inject(RevocationNotices) private readonly revocations: RevocationNotices,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async open(principal: Principal, client: AbortSignal, answer: () => Promise<Response>): Promise<Response> {
    const release = this.quota.acquire(principal);
    if (release === undefined) return PrincipalQuota.exhausted('streams');
    const revocation = new AbortController();
    const stopWatching = this.revocations.watch(principal, () => revocation.abort());
    const onEnd = () => {
      stopWatching();
      release();
    };
    try {
      const signal = AbortSignal.any([client, revocation.signal]);
      const bounds = { expiresAtSeconds: principal.expiresAt, clock: this.clock, signal, onEnd };
      return endingWithToken(await answer(), bounds);
    } catch (error) {
      onEnd();
      throw error;
    }
  }
}
