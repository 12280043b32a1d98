import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { Refused } from '../core/verification.js';
import type { HttpReply } from '../http/http-reply.js';
import { RequestAuthenticator } from '../token-verification/request-authenticator.js';
import { ComponentRules } from './component-rules.js';
import { EndpointRefusals } from './endpoint-refusals.js';
import { RequestLimits } from './request-limits.js';

/** Judges who sends a request to the endpoint before its body is read: its address, its credential, and how often it came. */
@Injectable()
export class EndpointCaller {
  constructor(
    @Inject(RequestLimits) private readonly limits: RequestLimits,
    @Inject(RequestAuthenticator) private readonly authenticator: RequestAuthenticator,
    @Inject(ComponentRules) private readonly components: ComponentRules,
    @Inject(EndpointRefusals) private readonly refusals: EndpointRefusals,
  ) {}

  /** The refusal; undefined where the caller may go on. */
  async refusalOf(request: IncomingMessage): Promise<HttpReply | undefined> {
    const addressWaitSeconds = await this.limits.beforeCredential(request);
    if (addressWaitSeconds !== undefined) return this.refusals.refuseForNow(addressWaitSeconds, request);
    const verification = await this.authenticator.authenticate(request);
    if (verification.ending !== 'principal') {
      return this.isOpenTo(verification, request) ? undefined : this.refusals.refuseCredential(verification, request);
    }
    const waitSeconds = await this.limits.afterCredential(verification.principal);
    return waitSeconds === undefined ? undefined : this.refusals.refuseForNow(waitSeconds, request);
  }

  /** Who sends no token may call what is open to all; streams are for those who have one. */
  private isOpenTo(refused: Refused, { method }: IncomingMessage): boolean {
    const isAnonymous = refused.ending === 'invalid' && refused.reason === 'credential_missing';
    return isAnonymous && method !== 'GET' && this.components.allowsAnonymous;
  }
}
