import { Inject, Injectable } from '@nestjs/common';
import { AccessDecisions } from '../access-control/access-decisions.js';
import { BearerRefusals } from '../http/bearer-refusals.js';
import { RequestAuthenticator } from './request-authenticator.js';

/** What a guard needs of one resource: who verifies tokens for it, who may call what, and how its refusals are told. */
@Injectable()
export class GuardedResource {
  constructor(
    @Inject(RequestAuthenticator) readonly authenticator: RequestAuthenticator,
    @Inject(BearerRefusals) readonly refusals: BearerRefusals,
    @Inject(AccessDecisions) readonly decisions: AccessDecisions,
  ) {}
}
